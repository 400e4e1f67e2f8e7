-- What viewers asked in the chat, one row a question: one person's same question is one, from its first asking on.
-- An answer is one that stands in the chat; what a host says aloud is in no export.
CREATE VIEW chat_questions AS
SELECT question_no, min(person) AS person, min(offset_ms) AS asked_ms,
  max(CASE WHEN answered_by IS NOT NULL THEN 1 ELSE 0 END) AS answered, min(answered_ms) AS answered_ms
FROM heard
WHERE counted AND question_no IS NOT NULL
GROUP BY question_no;

-- How long each question waited: until its answer, or until the show ended without one. Seconds up to five minutes,
-- which is as long as words are looked at for an answer; whole minutes from then on.
CREATE VIEW question_waits AS
SELECT question_no, answered, CAST(CASE WHEN wait_s < 300 THEN wait_s ELSE wait_s - wait_s % 60 END AS BIGINT) AS wait_s
FROM (
  SELECT question_no, answered, CAST((wait_ms - wait_ms % 1000) / 1000 AS BIGINT) AS wait_s
  FROM (
    SELECT q.question_no, q.answered,
      CASE
        WHEN q.answered = 1 AND q.answered_ms < q.asked_ms THEN 0
        WHEN q.answered = 1 THEN q.answered_ms - q.asked_ms
        WHEN w.duration_ms > q.asked_ms THEN w.duration_ms - q.asked_ms
        ELSE 0
      END AS wait_ms
    FROM chat_questions q CROSS JOIN session w
    WHERE q.asked_ms IS NOT NULL
  ) AS waited
  WHERE wait_ms IS NOT NULL
) AS rounded;
