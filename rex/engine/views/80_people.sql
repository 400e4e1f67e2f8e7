-- How many messages each person sent.
CREATE VIEW chatter_messages AS
SELECT author, count(*) AS messages FROM viewer_chat WHERE author IS NOT NULL GROUP BY author;

-- Reactions, clicks and carts inside the show. A running total is told by its largest value, each kind for itself.
CREATE VIEW shown_actions AS
SELECT r.* FROM reactions r CROSS JOIN session w
WHERE r.dup_of IS NULL AND r.offset_ms >= 0 AND r.offset_ms < w.duration_ms;

CREATE VIEW shown_reactions AS
SELECT source, kind, coalesce(max(CASE WHEN cumulative THEN count END), sum(count)) AS n
FROM shown_actions
WHERE kind NOT IN ('product_click', 'add_to_cart', 'share', 'follow', 'gift')
GROUP BY source, kind;

-- Who did something, and what: one row a person and kind.
CREATE VIEW people_acting AS
SELECT DISTINCT person, kind FROM shown_actions WHERE person IS NOT NULL
UNION
SELECT DISTINCT author, 'message' FROM viewer_chat WHERE author IS NOT NULL;

-- Everybody who was there by the list of who came and left: for how long, whole minutes of it, and whether to the end.
CREATE VIEW watchers AS
SELECT v.person,
       CAST((sum(v.until_ms - v.from_ms) - sum(v.until_ms - v.from_ms) % 1000) / 1000 AS BIGINT) AS seconds,
       CAST((sum(v.until_ms - v.from_ms) - sum(v.until_ms - v.from_ms) % 60000) / 60000 AS BIGINT) AS minutes,
       CASE WHEN max(v.until_ms) >= max(w.duration_ms) THEN 1 ELSE 0 END AS at_end
FROM visits v CROSS JOIN session w
GROUP BY v.person;

-- Each person's ratings of the service, in thousandths of a step from 1 to 7: as perceived, and minus what they
-- expected where both were answered for the same dimension.
CREATE VIEW service_answers AS
SELECT respondent,
       replace(replace(replace(replace(question_id, 'rater', ''), 'expected', ''), '.', ''), '_', '') AS dimension,
       max(CASE WHEN question_id LIKE '%expected%' THEN answer_num END) AS expected,
       max(CASE WHEN question_id NOT LIKE '%expected%' THEN answer_num END) AS perceived
FROM survey_once
WHERE (question_id LIKE 'rater%' OR question_id LIKE 'expected%')
  AND scale_min = 1 AND scale_max = 7 AND answer_num BETWEEN 1 AND 7
GROUP BY 1, 2;

CREATE VIEW service_ratings AS
SELECT respondent,
       CAST(round(1000 * avg(perceived)) AS BIGINT) AS perceived_milli,
       CAST(round(1000 * avg(perceived - expected)) AS BIGINT) AS gap_milli
FROM service_answers
GROUP BY respondent;
