-- An order that stands in two export files counts once: as the file with the later name has it, since exports are
-- numbered or dated upwards and the later one knows of more refunds.
CREATE VIEW sales_once AS
SELECT s.* FROM sales s
WHERE s.dup_of IS NULL
  AND NOT EXISTS (SELECT 1 FROM sales other WHERE other.order_id = s.order_id AND other.source > s.source);

-- Which order lines count for this session: placed inside the attribution window, not cancelled, failed or
-- given away. Pending ones count (contract, section 4). An order without an instant is outside.
CREATE VIEW attributed_sales AS
SELECT s.*,
       CASE WHEN s.t_ms >= w.start_ms AND s.t_ms < w.orders_until_ms THEN 1 ELSE 0 END AS inside,
       CASE WHEN s.cancelled OR s.giveaway OR s.status = 'failed' THEN 0 ELSE 1 END AS valid
FROM sales_once s CROSS JOIN session w;

CREATE VIEW counted_sales AS
SELECT * FROM attributed_sales WHERE inside = 1 AND valid = 1;
