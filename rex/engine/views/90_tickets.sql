-- Each request to the help desk once; `told` is 1 where its export says whether it was solved.
CREATE VIEW known_tickets AS
SELECT t.ticket_id, t.t_ms, t.first_reply_ms, t.solved_ms,
       CASE WHEN t.solved_ms IS NOT NULL OR t.status IN ('solved', 'closed') THEN 1 ELSE 0 END AS solved,
       CASE WHEN t.solved_ms IS NOT NULL OR t.status IS NOT NULL THEN 1 ELSE 0 END AS told
FROM tickets t
WHERE t.dup_of IS NULL;

-- The last instant that the export knows of: until then an open request has waited.
CREATE VIEW tickets_end AS
SELECT max(CASE WHEN coalesce(solved_ms, 0) > coalesce(first_reply_ms, 0) AND coalesce(solved_ms, 0) > coalesce(t_ms, 0)
                THEN solved_ms
                WHEN coalesce(first_reply_ms, 0) > coalesce(t_ms, 0) THEN first_reply_ms ELSE t_ms END) AS end_ms,
       count(first_reply_ms) AS replies, count(solved_ms) AS solutions
FROM known_tickets;

-- How many whole minutes each request waited for its first reply, and whether it came; nothing where no reply is told.
CREATE VIEW first_reply_times AS
SELECT CAST((w.ms - w.ms % 60000) / 60000 AS BIGINT) AS minutes, w.ended
FROM (
  SELECT coalesce(t.first_reply_ms, e.end_ms) - t.t_ms AS ms,
         CASE WHEN t.first_reply_ms IS NULL THEN 0 ELSE 1 END AS ended
  FROM known_tickets t CROSS JOIN tickets_end e
  WHERE e.replies > 0 AND t.t_ms IS NOT NULL
) AS w
WHERE w.ms >= 0;

CREATE VIEW solving_times AS
SELECT CAST((w.ms - w.ms % 60000) / 60000 AS BIGINT) AS minutes, w.ended
FROM (
  SELECT coalesce(t.solved_ms, e.end_ms) - t.t_ms AS ms, CASE WHEN t.solved_ms IS NULL THEN 0 ELSE 1 END AS ended
  FROM known_tickets t CROSS JOIN tickets_end e
  WHERE e.solutions > 0 AND t.t_ms IS NOT NULL AND (t.solved_ms IS NOT NULL OR t.solved = 0)
) AS w
WHERE w.ms >= 0;
