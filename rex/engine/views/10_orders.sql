-- What each export file knows of an order. A tail holds later lines alone: the order's first one, with its total,
-- stands in another part of the same export.
CREATE VIEW order_versions AS
SELECT order_id, source,
       CASE WHEN min(line_no) > 1 THEN 1 ELSE 0 END AS tail,
       max(CASE WHEN cancelled THEN 1 ELSE 0 END) AS cancelled,
       max(coalesce(order_refunded_minor, 0)) AS refunded_minor
FROM sales
WHERE dup_of IS NULL
GROUP BY order_id, source;

-- An order that stands in two export files counts once, as the later file has it. Refunds only grow and nothing
-- uncancels an order, so the later file is the one that knows of more; names alone lie ("orders (1).csv" is newer than
-- "orders.csv" and sorts before it) and decide only between files that know the same: then the later name.
CREATE VIEW sales_once AS
SELECT s.* FROM sales s
LEFT JOIN order_versions mine ON mine.order_id = s.order_id AND mine.source = s.source
WHERE s.dup_of IS NULL
  AND NOT EXISTS (
    SELECT 1 FROM order_versions other
    WHERE other.order_id = s.order_id AND other.tail = mine.tail
      AND (other.cancelled > mine.cancelled
        OR other.cancelled = mine.cancelled AND other.refunded_minor > mine.refunded_minor
        OR other.cancelled = mine.cancelled AND other.refunded_minor = mine.refunded_minor AND other.source > s.source)
  );

-- Which orders carry a mark of an attribution rule, on any of their lines. Lists of tags and codes are compared entry
-- by entry, whatever the case; a utm mark is a whole entry (utm_campaign=live) or its value alone.
CREATE VIEW marked_orders AS
SELECT DISTINCT s.order_id, m.rule, m.mark, m.used
FROM sales_once s JOIN attribution_marks m ON CASE m.rule
  WHEN 'tag' THEN position(',' || lower(m.mark) || ',' IN ',' || replace(lower(s.tags), ', ', ',') || ',') > 0
  WHEN 'utm' THEN
    position(',' || lower(m.mark) || ',' IN ',' || replace(lower(s.tags), ', ', ',') || ',') > 0
    OR position('=' || lower(m.mark) || ',' IN replace(lower(s.tags), ', ', ',') || ',') > 0
  WHEN 'discount_code' THEN
    position(',' || lower(m.mark) || ',' IN ',' || replace(lower(s.discount_code), ', ', ',') || ',') > 0
  WHEN 'products' THEN lower(m.mark) IN (lower(s.sku), lower(s.product))
  ELSE FALSE
END;

-- Which order lines count for this session: placed inside the attribution window, fitting the session's rule, not
-- cancelled, failed or given away. Pending ones count (contract, section 4). An order without an instant is outside.
CREATE VIEW attributed_sales AS
SELECT s.*,
       CASE WHEN s.t_ms >= w.start_ms AND s.t_ms < w.orders_until_ms
             AND (w.rule = 'window' OR s.order_id IN (SELECT order_id FROM marked_orders WHERE used))
            THEN 1 ELSE 0 END AS inside,
       CASE WHEN s.cancelled OR s.giveaway OR s.status = 'failed' THEN 0 ELSE 1 END AS valid
FROM sales_once s CROSS JOIN session w;

CREATE VIEW counted_sales AS
SELECT * FROM attributed_sales WHERE inside = 1 AND valid = 1;
