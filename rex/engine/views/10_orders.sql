-- Which order lines count for this session: placed inside the attribution window, not cancelled, failed or
-- given away, not a duplicate. Pending ones count (contract, section 4). An order without an instant is outside.
CREATE VIEW attributed_sales AS
SELECT s.*,
       CASE WHEN s.t_ms >= w.start_ms AND s.t_ms < w.orders_until_ms AND s.dup_of IS NULL THEN 1 ELSE 0 END AS inside,
       CASE WHEN s.cancelled OR s.giveaway OR s.status = 'failed' THEN 0 ELSE 1 END AS valid
FROM sales s CROSS JOIN session w;

CREATE VIEW counted_sales AS
SELECT * FROM attributed_sales WHERE inside = 1 AND valid = 1;
