-- A message that two files hold (the same person, instant and words) counts once: where the first file by name has it.
CREATE VIEW chat_once AS
SELECT c.* FROM chat c
WHERE c.dup_of IS NULL
  AND NOT EXISTS (
    SELECT 1 FROM chat other
    WHERE other.author = c.author AND other.t_ms = c.t_ms AND other.text_key = c.text_key AND other.source < c.source
  );

-- Viewers' own messages while the show was on: not the team's, not a machine's, not deleted or junk.
CREATE VIEW shown_chat AS
SELECT c.*
FROM chat_once c CROSS JOIN session w
WHERE c.offset_ms >= 0 AND c.offset_ms < w.duration_ms;

CREATE VIEW viewer_chat AS
SELECT * FROM shown_chat
WHERE role = 'viewer' AND NOT deleted AND NOT spam;
