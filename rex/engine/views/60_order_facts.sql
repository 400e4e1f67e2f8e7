-- One row an order that counts, its lines added up. Totals stand on an order's first line alone, so adding is safe. A
-- line that names no product tells no pieces: order-level files (payments, a grid of orders) have nothing but such lines.
CREATE VIEW counted_orders AS
SELECT order_id,
       min(source) AS source,
       min(customer) AS customer,
       coalesce(min(customer), order_id) AS person,
       min(currency) AS currency,
       min(t_ms) AS placed_ms,
       min(offset_ms) AS offset_ms,
       min(channel) AS channel,
       min(discount_code) AS discount_code,
       min(tags) AS tags,
       sum(CASE WHEN coalesce(sku, product) IS NOT NULL THEN qty END) AS units,
       count(DISTINCT CASE WHEN qty > 0 THEN coalesce(sku, product) END) AS products,
       sum(order_total_minor) AS total_minor,
       sum(order_refunded_minor) AS refunded_minor,
       sum(order_subtotal_minor) AS subtotal_minor,
       sum(line_gross_minor) AS gross_minor,
       count(CASE WHEN line_gross_minor IS NULL THEN 1 END) AS unpriced_lines,
       coalesce(sum(line_discount_minor), 0) AS off_lines_minor,
       coalesce(sum(order_discount_minor), 0) AS off_order_minor
FROM counted_sales
GROUP BY order_id;

-- What was taken off each order, and what it was worth before. Shops write an order's discount as a whole and its lines'
-- shares of it beside that (Shopify's two exports, WooCommerce): the larger of the two is then all of it. They are added
-- only where the order's subtotal shows that both were taken off. Orders without every line's price are left out, and
-- those of files that speak of no discount at all; in a file that does, an empty cell is none.
CREATE VIEW order_discounts AS
SELECT o.order_id, o.currency, o.gross_minor,
       CASE WHEN o.gross_minor - o.off_lines_minor - o.off_order_minor = o.subtotal_minor
            THEN o.off_lines_minor + o.off_order_minor
            WHEN o.off_lines_minor > o.off_order_minor THEN o.off_lines_minor
            ELSE o.off_order_minor END AS discount_minor
FROM counted_orders o
WHERE o.unpriced_lines = 0 AND o.gross_minor > 0
  AND o.source IN (
    SELECT source FROM sales_that_count WHERE order_discount_minor IS NOT NULL OR line_discount_minor IS NOT NULL
  );

-- In how many orders two products stand together, each pair once.
CREATE VIEW order_products AS
SELECT order_id, coalesce(sku, product) AS product, max(coalesce(product, sku)) AS name
FROM counted_sales
WHERE qty > 0 AND coalesce(sku, product) IS NOT NULL
GROUP BY order_id, coalesce(sku, product);

CREATE VIEW product_pairs AS
SELECT a.product AS one, max(a.name) AS one_name, b.product AS other, max(b.name) AS other_name, count(*) AS orders
FROM order_products a JOIN order_products b ON b.order_id = a.order_id AND b.product > a.product
GROUP BY a.product, b.product;

-- What each order tells of where it came from: `utm_source=…` among its tags, and the channel as the shop calls it.
-- That an order stands in a payments export is REX's own mark and tells no source.
CREATE VIEW order_sources AS
SELECT order_id, person, placed_ms,
       nullif(trim(substring(said FROM 1 FOR CAST(position(',' IN said || ',') - 1 AS INTEGER))), '') AS utm,
       nullif(trim(CASE WHEN channel <> 'stripe_payments' THEN channel END), '') AS channel
FROM (
  SELECT order_id, person, placed_ms, channel,
         CASE WHEN position(',utm_source=' IN listed) > 0
              THEN substring(listed FROM CAST(position(',utm_source=' IN listed) + 12 AS INTEGER)) END AS said
  FROM (
    SELECT order_id, person, placed_ms, channel, ',' || replace(tags, ', ', ',') AS listed FROM counted_orders
  ) AS tagged
) AS cut;

-- One row a buyer: the source of the first order that tells one. The two kinds are never mixed: where any order tells a
-- utm source that is what a source is, and a channel is one only where no order does. One spelling stands for all cases.
CREATE VIEW buyer_sources AS
SELECT person, kind || ' ' || min(label) OVER (PARTITION BY lower(label)) AS source
FROM (
  SELECT person, kind, label,
         row_number() OVER (
           PARTITION BY person ORDER BY CASE WHEN label IS NULL THEN 1 ELSE 0 END, placed_ms, order_id
         ) AS place
  FROM (
    SELECT order_id, person, placed_ms,
           CASE WHEN count(utm) OVER () > 0 THEN 'utm' ELSE 'channel' END AS kind,
           CASE WHEN count(utm) OVER () > 0 THEN utm ELSE channel END AS label
    FROM order_sources
  ) AS labelled
) AS ordered
WHERE place = 1;

-- Products with a known stock at the start, one row each; two lists that both hold one are taken for the larger stock.
-- `lone_name` is the name where no other of these products has it.
CREATE VIEW stocked_products AS
SELECT id, name, stock_before, stock_after, by_sku,
       CASE WHEN count(*) OVER (PARTITION BY lower(name)) = 1 THEN lower(name) END AS lone_name
FROM (
  SELECT min(coalesce(sku, nullif(product_id, ''), name)) AS id, min(name) AS name,
         max(CASE WHEN sku IS NOT NULL THEN 1 ELSE 0 END) AS by_sku,
         max(stock_before) AS stock_before, min(stock_after) AS stock_after
  FROM products
  WHERE dup_of IS NULL AND stock_before > 0
  GROUP BY lower(coalesce(sku, nullif(product_id, ''), name))
) AS listed;

-- What was sold of each: by SKU; by name where the line's SKU is in no list, the line or the list has none, and only one
-- product has the name.
CREATE VIEW stock_lines AS
SELECT p.id, s.qty
FROM stocked_products p JOIN counted_sales s ON lower(s.sku) = lower(p.id)
UNION ALL
SELECT p.id, s.qty
FROM stocked_products p JOIN counted_sales s ON lower(s.product) = p.lone_name
WHERE s.sku IS NULL OR p.by_sku = 0 AND lower(s.sku) NOT IN (SELECT lower(id) FROM stocked_products);

CREATE VIEW stock_sold AS
SELECT p.id, p.name, p.stock_before, p.stock_after, coalesce(sum(l.qty), 0) AS sold
FROM stocked_products p LEFT JOIN stock_lines l ON l.id = p.id
GROUP BY p.id, p.name, p.stock_before, p.stock_after;
