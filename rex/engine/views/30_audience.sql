-- The audience curve as steps: each sample holds until the next one, cut to the show. The sample before the start
-- counts from 00:00 on. The last one holds for three minutes, or for twice the longest step where that is longer: a
-- curve that breaks off says nothing of the rest. Two samples of one instant: the higher one. A minute with its
-- average and its peak has both: the average is what people watched, the peak is only compared with other peaks.
CREATE VIEW audience_samples AS
SELECT v.offset_ms,
       coalesce(max(CASE WHEN v.metric = 'concurrent' THEN v.value END),
                max(CASE WHEN v.metric = 'concurrent_avg' THEN v.value END),
                max(v.value)) AS value,
       max(v.value) AS highest
FROM viewers v CROSS JOIN session w
WHERE v.metric IN ('concurrent', 'concurrent_avg', 'concurrent_peak')
  AND v.offset_ms IS NOT NULL AND v.offset_ms < w.duration_ms
GROUP BY v.offset_ms;

-- Where the curve ends; a lone sample is all there is and holds to the end.
CREATE VIEW audience_end AS
SELECT CASE WHEN c.longest_ms IS NULL OR c.last_ms + c.holds_ms > w.duration_ms THEN w.duration_ms
            ELSE c.last_ms + c.holds_ms END AS end_ms
FROM (
  SELECT max(offset_ms) AS last_ms, max(step_ms) AS longest_ms,
         CASE WHEN 2 * max(step_ms) > 180000 THEN 2 * max(step_ms) ELSE 180000 END AS holds_ms
  FROM (SELECT offset_ms, lead(offset_ms) OVER (ORDER BY offset_ms) - offset_ms AS step_ms FROM audience_samples) AS s
) AS c CROSS JOIN session w;

CREATE VIEW audience_steps AS
SELECT value, highest,
       CASE WHEN offset_ms < 0 THEN 0 ELSE offset_ms END AS from_ms,
       coalesce(lead(offset_ms) OVER (ORDER BY offset_ms), (SELECT end_ms FROM audience_end)) AS until_ms
FROM audience_samples;

CREATE VIEW audience AS
SELECT value, highest, from_ms, until_ms - from_ms AS lasts_ms
FROM audience_steps
WHERE until_ms > from_ms;
