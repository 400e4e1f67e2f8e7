-- Viewers' own messages while the show was on: not the team's, not a machine's, not deleted or repeated junk.
CREATE VIEW shown_chat AS
SELECT c.*
FROM chat c CROSS JOIN session w
WHERE c.dup_of IS NULL AND c.offset_ms >= 0 AND c.offset_ms < w.duration_ms;

CREATE VIEW viewer_chat AS
SELECT * FROM shown_chat
WHERE role = 'viewer' AND NOT deleted AND NOT spam;
