-- The audience curve as steps: each sample holds until the next one, cut to the show. The sample before the start
-- counts from 00:00 on. Two samples of one instant: the higher one. A minute with its average and its peak has
-- both: the average is what people watched, the peak is only ever compared with other peaks.
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

CREATE VIEW audience_steps AS
SELECT value, highest,
       CASE WHEN offset_ms < 0 THEN 0 ELSE offset_ms END AS from_ms,
       coalesce(lead(offset_ms) OVER (ORDER BY offset_ms), (SELECT duration_ms FROM session)) AS until_ms
FROM audience_samples;

CREATE VIEW audience AS
SELECT value, highest, from_ms, until_ms - from_ms AS lasts_ms
FROM audience_steps
WHERE until_ms > from_ms;
