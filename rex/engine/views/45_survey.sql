-- One person's sheet that two export files hold counts once: where it has more answers, else where the first file by name
-- has it. It is one sheet where the service gives both the same id, or where both were sent at one instant and every
-- answer of the one stands in the other: an instant to the second, or three answers, since many people give one answer
-- within a minute. Sheets of one file are never compared: two people may answer alike.
CREATE VIEW survey_cells AS
SELECT DISTINCT source, respondent, t_ms, question_id, answer_raw FROM survey WHERE dup_of IS NULL;

CREATE VIEW survey_sheets AS
SELECT source, respondent, count(*) AS answers FROM survey_cells GROUP BY source, respondent;

CREATE VIEW survey_pairs AS
SELECT mine.source, mine.respondent, other.source AS other_source, other.respondent AS other_respondent,
       count(*) AS shared, count(*) >= 3 OR max(mine.t_ms % 60000) > 0 AS sure
FROM survey_cells mine
JOIN survey_cells other
  ON other.question_id = mine.question_id AND other.answer_raw = mine.answer_raw AND other.source <> mine.source
 AND other.t_ms = mine.t_ms
GROUP BY mine.source, mine.respondent, other.source, other.respondent
UNION
SELECT mine.source, mine.respondent, other.source, other.respondent, mine.answers, TRUE
FROM survey_sheets mine
JOIN survey_sheets other ON other.respondent = mine.respondent AND other.source <> mine.source;

CREATE VIEW survey_repeats AS
SELECT DISTINCT p.source, p.respondent
FROM survey_pairs p
JOIN survey_sheets mine ON mine.source = p.source AND mine.respondent = p.respondent
JOIN survey_sheets other ON other.source = p.other_source AND other.respondent = p.other_respondent
WHERE p.shared = mine.answers AND p.sure
  AND (other.answers > mine.answers OR other.answers = mine.answers AND p.other_source < p.source);

CREATE VIEW survey_once AS
SELECT s.* FROM survey s
WHERE s.dup_of IS NULL
  AND NOT EXISTS (
    SELECT 1 FROM survey_repeats r WHERE r.source = s.source AND r.respondent = s.respondent
  );
