-- The audience has one of two sources, never both. Where somebody polled how many were watching, that curve is the
-- audience. Where nobody did, a list of who came and left stands in: every person's stays joined, so that somebody
-- who came back while still there counts once, and added up to steps that hold from one coming or leaving to the next.
CREATE VIEW polled_curve AS
SELECT max(CASE WHEN metric = 'unique_viewers' THEN value END) AS people,
       count(CASE WHEN metric IN ('concurrent', 'concurrent_avg', 'concurrent_peak') THEN 1 END) AS points
FROM viewers;

-- The curve as steps: each sample holds until the next one, cut to the show. The sample before the start
-- counts from 00:00 on. The last one holds for three minutes, or for twice the longest step where that is longer: a
-- curve that breaks off says nothing of the rest. Two samples of one instant: the higher one. A minute with its
-- average and its peak has both: the average is what people watched, the peak is only compared with other peaks.
CREATE VIEW polled_samples AS
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
CREATE VIEW polled_end AS
SELECT CASE WHEN c.longest_ms IS NULL OR c.last_ms + c.holds_ms > w.duration_ms THEN w.duration_ms
            ELSE c.last_ms + c.holds_ms END AS end_ms
FROM (
  SELECT max(offset_ms) AS last_ms, max(step_ms) AS longest_ms,
         CASE WHEN 2 * max(step_ms) > 180000 THEN 2 * max(step_ms) ELSE 180000 END AS holds_ms
  FROM (SELECT offset_ms, lead(offset_ms) OVER (ORDER BY offset_ms) - offset_ms AS step_ms FROM polled_samples) AS s
) AS c CROSS JOIN session w;

-- Stays that touch the show, on its clock. A stay without a person is its own person.
CREATE VIEW visitors AS
SELECT coalesce(p.person, p.row_id) AS person, p.offset_ms AS came_ms,
       CASE WHEN p.leave_ms >= p.t_ms THEN p.offset_ms + (p.leave_ms - p.t_ms) END AS left_ms
FROM presence p
WHERE p.dup_of IS NULL;

CREATE VIEW stays AS
SELECT v.person,
       CASE WHEN v.came_ms < 0 THEN 0 ELSE v.came_ms END AS from_ms,
       CASE WHEN v.left_ms > w.duration_ms THEN w.duration_ms ELSE v.left_ms END AS until_ms
FROM visitors v CROSS JOIN session w
WHERE v.left_ms >= 0 AND v.came_ms <= w.duration_ms;

-- Each person's stays that overlap or touch, joined: a visit begins where none of the earlier stays reaches.
CREATE VIEW visits AS
SELECT person, min(from_ms) AS from_ms, max(until_ms) AS until_ms
FROM (
  SELECT person, from_ms, until_ms,
         sum(begins) OVER (PARTITION BY person ORDER BY from_ms, until_ms ROWS UNBOUNDED PRECEDING) AS visit
  FROM (
    SELECT person, from_ms, until_ms,
           CASE WHEN from_ms <= max(until_ms) OVER (PARTITION BY person ORDER BY from_ms, until_ms
                                                    ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
                THEN 0 ELSE 1 END AS begins
    FROM stays
  ) AS marked
) AS numbered
GROUP BY person, visit;

-- The visits that are the audience: none where a curve was polled.
CREATE VIEW audience_visits AS
SELECT v.* FROM visits v CROSS JOIN polled_curve c WHERE c.points = 0;

-- The minutes of a show of up to a week, to look at the visits once a minute as a poll would have.
CREATE VIEW digits AS
SELECT 0 AS d UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4
UNION ALL SELECT 5 UNION ALL SELECT 6 UNION ALL SELECT 7 UNION ALL SELECT 8 UNION ALL SELECT 9;

CREATE VIEW minute_marks AS
SELECT m.at_ms
FROM (
  SELECT (1000 * a.d + 100 * b.d + 10 * c.d + e.d) * 60000 AS at_ms
  FROM digits a CROSS JOIN digits b CROSS JOIN digits c CROSS JOIN digits e
) AS m CROSS JOIN session w
WHERE m.at_ms < w.duration_ms AND EXISTS (SELECT 1 FROM audience_visits);

-- Everybody's visits added up. Who leaves at the instant another comes hands over one seat.
CREATE VIEW visit_steps AS
SELECT at_ms, on_minute, CAST(sum(change) OVER (ORDER BY at_ms ROWS UNBOUNDED PRECEDING) AS BIGINT) AS value
FROM (
  SELECT at_ms, max(on_minute) AS on_minute, sum(change) AS change
  FROM (
    SELECT from_ms AS at_ms, 1 AS change, 0 AS on_minute FROM audience_visits
    UNION ALL SELECT until_ms, -1, 0 FROM audience_visits
    UNION ALL SELECT at_ms, 0, 1 FROM minute_marks
  ) AS changes
  GROUP BY at_ms
) AS instants;

CREATE VIEW audience_samples AS
SELECT offset_ms, value, highest FROM polled_samples
UNION ALL
SELECT at_ms, value, value FROM visit_steps WHERE on_minute = 1;

-- A list of visits is complete: before the first and after the last of them nobody was there, up to the show's end.
CREATE VIEW audience_steps AS
SELECT value, highest,
       CASE WHEN offset_ms < 0 THEN 0 ELSE offset_ms END AS from_ms,
       coalesce(lead(offset_ms) OVER (ORDER BY offset_ms), (SELECT end_ms FROM polled_end)) AS until_ms,
       CAST(NULL AS BIGINT) AS by_visits
FROM polled_samples
UNION ALL
SELECT value, value, at_ms,
       coalesce(lead(at_ms) OVER (ORDER BY at_ms), (SELECT duration_ms FROM session)), 1
FROM visit_steps;

CREATE VIEW audience AS
SELECT value, highest, from_ms, until_ms - from_ms AS lasts_ms, by_visits
FROM audience_steps
WHERE until_ms > from_ms;

-- How many different people watched: the platform's own count, else the different people of the list; those whose
-- times are unknown were there too. `by_visits` is 1 where the list tells, and unknown where the platform does.
CREATE VIEW people_watching AS
SELECT coalesce(c.people, v.people) AS viewers,
       CASE WHEN c.people IS NULL AND v.people IS NOT NULL THEN 1 END AS by_visits
FROM polled_curve c CROSS JOIN (
  SELECT nullif(count(DISTINCT person), 0) AS people
  FROM visitors CROSS JOIN session w CROSS JOIN polled_curve polled
  WHERE polled.points = 0 AND (came_ms IS NULL OR came_ms <= w.duration_ms AND coalesce(left_ms, 0) >= 0)
) AS v;
