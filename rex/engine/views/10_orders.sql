-- Payments (Stripe) are no orders of a shop: they stand in for the orders where no shop's are there. Beside a shop's
-- orders they are kept and in no sum, else each sale would count twice (docs/decisions/0003).
CREATE VIEW sales_that_count AS
SELECT s.* FROM sales s
WHERE s.dup_of IS NULL
  AND (coalesce(s.channel, '') <> 'stripe_payments'
    OR NOT EXISTS (SELECT 1 FROM sales shop WHERE shop.dup_of IS NULL AND coalesce(shop.channel, '') <> 'stripe_payments'));

-- The three tables here are worked out once, when the facts are opened: nearly every number of the orders asks for them.
-- What each export file knows of an order. A tail holds later lines alone: the order's first one, with its total,
-- stands in another part of the same export.
CREATE TABLE order_versions AS
SELECT order_id, source,
       CASE WHEN min(line_no) > 1 THEN 1 ELSE 0 END AS tail,
       max(CASE WHEN cancelled THEN 1 ELSE 0 END) AS cancelled,
       max(coalesce(order_refunded_minor, 0)) AS refunded_minor,
       max(order_total_minor) AS total_minor,
       min(currency) AS currency,
       min(customer) AS customer,
       min(CASE WHEN time_quality IN ('exact', 'minute') THEN t_ms END) AS placed_ms,
       max(CASE WHEN time_quality = 'minute' THEN 1 ELSE 0 END) AS by_minute
FROM sales_that_count
GROUP BY order_id, source;

-- Two shops give the same name (#1001) to different orders. An order in two files is one order only where nothing in
-- them contradicts: not the currency, not the minute it was placed, and not the customer. Who bought is told by a mail
-- in one file and by a number in another, so two customers contradict unless total and instant are the same, to the
-- second or to the minute that one of the files knows it by. What a file does not tell, or tells by an
-- uncertain clock, contradicts nothing.
CREATE VIEW order_pairs AS
SELECT mine.order_id, mine.source, other.source AS other_source, other.placed_ms IS NOT NULL AS other_tells
FROM order_versions mine
JOIN order_versions other ON other.order_id = mine.order_id
WHERE mine.source = other.source
   OR coalesce(mine.currency = other.currency, TRUE)
  AND coalesce(abs(mine.placed_ms - other.placed_ms) < 60000, TRUE)
  AND (coalesce(mine.customer = other.customer, TRUE)
    OR coalesce(mine.total_minor = other.total_minor
            AND (mine.placed_ms = other.placed_ms OR mine.placed_ms IS NOT NULL AND other.placed_ms IS NOT NULL
                 AND mine.by_minute + other.by_minute > 0), FALSE));

-- `first_source` names the group. A file that tells no instant fits several orders: it joins the first that tells one,
-- and never makes one order of two that do.
CREATE VIEW order_groups AS
SELECT order_id, source,
       coalesce(min(CASE WHEN other_tells THEN other_source END), min(other_source)) AS first_source
FROM order_pairs
GROUP BY order_id, source;

CREATE TABLE order_names AS
SELECT order_id, source,
       CASE WHEN first_source = min(source) OVER (PARTITION BY order_id)
            THEN order_id ELSE order_id || ' (' || first_source || ')' END AS one_id
FROM order_groups;

-- An order that stands in two export files counts once, as the later file has it. Refunds only grow and nothing
-- uncancels an order, so the later file is the one that knows of more; names alone lie ("orders (1).csv" is newer than
-- "orders.csv" and sorts before it) and decide only between files that know the same: then the later name.
-- Of two different orders with one name the second is called by its file as well.
CREATE TABLE orders_once AS
WITH known AS (
  SELECT v.*, named.one_id FROM order_versions v
  JOIN order_names named ON named.order_id = v.order_id AND named.source = v.source
)
SELECT mine.order_id, mine.source, mine.one_id,
       max(CASE WHEN other.cancelled > mine.cancelled
             OR other.cancelled = mine.cancelled AND other.refunded_minor > mine.refunded_minor
             OR other.cancelled = mine.cancelled AND other.refunded_minor = mine.refunded_minor
            AND other.source > mine.source THEN 1 ELSE 0 END) AS replaced
FROM known mine
JOIN known other ON other.one_id = mine.one_id AND other.tail = mine.tail
GROUP BY mine.order_id, mine.source, mine.one_id;

CREATE VIEW sales_once AS
SELECT s.* REPLACE (coalesce(o.one_id, s.order_id) AS order_id) FROM sales_that_count s
LEFT JOIN orders_once o ON o.order_id = s.order_id AND o.source = s.source
WHERE coalesce(o.replaced, 0) = 0;

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
