-- The platforms' own totals of the session, never mixed with what is counted from the files: one row for each number
-- that a platform names. The same export downloaded twice has the same names and counts once, as the larger number:
-- these counts only grow. Where a source tells the live show apart from show and replay together, the live show
-- counts. `said` is the platform's own name of the number, with its currency where it is money; durations are in
-- thousandths of a second, everything else in thousandths of its unit.
CREATE VIEW platform_totals AS
SELECT t.metric,
       CASE WHEN t.unit = 'currency' THEN coalesce(t.currency, 'XXX') || ' ' || t.metric_raw
            ELSE t.metric_raw END AS said,
       max(CASE WHEN t.unit = 'minutes' THEN t.value_milli * 60 ELSE t.value_milli END) AS milli
FROM totals t
WHERE t.dup_of IS NULL
  AND (t.scope = 'live' OR t.scope = 'total' AND NOT EXISTS (
    SELECT 1 FROM totals live
    WHERE live.scope = 'live' AND live.metric = t.metric AND live.source = t.source AND live.dup_of IS NULL
  ))
GROUP BY t.metric,
         CASE WHEN t.unit = 'currency' THEN coalesce(t.currency, 'XXX') || ' ' || t.metric_raw ELSE t.metric_raw END;
