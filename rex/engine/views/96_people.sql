-- The stays of a list of who came and left that are the audience: where no curve was polled, and inside the show.
CREATE VIEW came_live AS
SELECT p.row_id
FROM presence p CROSS JOIN session w CROSS JOIN polled_curve polled
WHERE p.dup_of IS NULL AND polled.points = 0 AND polled.people IS NULL
  AND (p.offset_ms IS NULL OR p.offset_ms <= w.duration_ms
       AND coalesce(CASE WHEN p.leave_ms >= p.t_ms THEN p.offset_ms + (p.leave_ms - p.t_ms) END, 0) >= 0);
