-- When each product was ordered in the show: one row an order and product.
CREATE VIEW product_order_times AS
SELECT coalesce(sku, product) AS product, order_id, min(offset_ms) AS offset_ms
FROM counted_sales CROSS JOIN session w
WHERE coalesce(sku, product) IS NOT NULL AND offset_ms >= 0 AND offset_ms < w.duration_ms
GROUP BY coalesce(sku, product), order_id;

-- Products with enough orders to compare minutes by, called by the name most of their lines have.
CREATE VIEW mentionable_products AS
SELECT o.product, o.orders, n.name, ' ' || translate(lower(n.name), '.,;:!?¡¿()[]"“”«»…', '                  ') || ' ' AS called, ' ' || lower(o.product) || ' ' AS coded
FROM (SELECT product, count(DISTINCT order_id) AS orders FROM product_order_times GROUP BY product) AS o
JOIN (
  SELECT product, name, row_number() OVER (PARTITION BY product ORDER BY lines DESC, name) AS place
  FROM (
    SELECT t.product, coalesce(s.product, s.sku) AS name, count(*) AS lines
    FROM product_order_times t
    JOIN counted_sales s ON s.order_id = t.order_id AND coalesce(s.sku, s.product) = t.product
    GROUP BY t.product, coalesce(s.product, s.sku)
  ) AS names
) AS n ON n.product = o.product AND n.place = 1
WHERE o.orders >= 5;

-- What was written, in words between blanks: "roses" is no mention of a product called Rose.
CREATE VIEW written_words AS
SELECT c.offset_ms, ' ' || translate(lower(c.text), '.,;:!?¡¿()[]"“”«»…', '                  ') || ' ' AS words
FROM shown_chat c
WHERE NOT c.deleted AND NOT c.spam AND c.role <> 'bot';

-- Messages, of viewers or of the team, that hold a product's whole name or its SKU. Names of three letters are words.
CREATE VIEW product_mentions AS
SELECT m.product, m.name, c.offset_ms
FROM mentionable_products m CROSS JOIN written_words c
WHERE length(m.name) > 3 AND position(m.called IN c.words) > 0
   OR length(m.product) > 3 AND position(m.coded IN c.words) > 0;
