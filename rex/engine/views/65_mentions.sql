-- When each product was ordered in the show: one row an order and product.
CREATE VIEW product_order_times AS
SELECT coalesce(sku, product) AS product, order_id, min(offset_ms) AS offset_ms
FROM counted_sales CROSS JOIN session w
WHERE coalesce(sku, product) IS NOT NULL AND offset_ms >= 0 AND offset_ms < w.duration_ms
GROUP BY coalesce(sku, product), order_id;

-- Products with enough orders to compare minutes by, called by the name most of their lines have.
CREATE VIEW mentionable_products AS
SELECT t.product, count(DISTINCT t.order_id) AS orders, max(coalesce(s.product, s.sku)) AS name
FROM product_order_times t JOIN counted_sales s ON s.order_id = t.order_id AND coalesce(s.sku, s.product) = t.product
GROUP BY t.product
HAVING count(DISTINCT t.order_id) >= 5;

-- Messages, of viewers or of the team, that hold a product's whole name or its SKU. Names of three letters are words.
CREATE VIEW product_mentions AS
SELECT m.product, m.name, c.offset_ms
FROM mentionable_products m CROSS JOIN shown_chat c
WHERE NOT c.deleted AND NOT c.spam AND c.role <> 'bot'
  AND (length(m.name) > 3 AND position(lower(m.name) IN lower(c.text)) > 0
    OR length(m.product) > 3 AND position(lower(m.product) IN lower(c.text)) > 0);
