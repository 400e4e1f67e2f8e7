-- Every order that the client's exports know of up to the end of this session's attribution: those of earlier sessions'
-- exports and those of its own, inside its window or not. An order that several exports hold (one name in one minute,
-- whichever way its customer is told) counts once, as the one knows it that knows of more. Cancelled, failed and given ones are none; orders without a customer or an instant
-- tell nothing about anybody's history. Payments stand in only where no shop's order is there at all.
CREATE VIEW order_records AS
SELECT 0 AS show_no, source, order_id, customer, currency, t_ms, order_total_minor, order_refunded_minor,
       cancelled, giveaway, status
FROM sales_that_count
UNION ALL
SELECT e.show_no, e.source, e.order_id, e.customer, e.currency, e.t_ms, e.order_total_minor, e.order_refunded_minor,
       e.cancelled, e.giveaway, e.status
FROM earlier_sales e
WHERE e.dup_of IS NULL
  AND (coalesce(e.channel, '') <> 'stripe_payments'
    OR NOT EXISTS (SELECT 1 FROM earlier_sales shop WHERE shop.dup_of IS NULL AND coalesce(shop.channel, '') <> 'stripe_payments')
   AND NOT EXISTS (SELECT 1 FROM sales shop WHERE shop.dup_of IS NULL AND coalesce(shop.channel, '') <> 'stripe_payments'));

CREATE VIEW order_history AS
SELECT o.order_id, min(o.customer) AS customer, min(o.currency) AS currency, min(o.placed_ms) AS placed_ms,
       max(o.total_minor) AS total_minor, max(o.refunded_minor) AS refunded_minor
FROM (
  SELECT show_no, source, order_id, min(customer) AS customer, min(currency) AS currency, min(t_ms) AS placed_ms,
         max(order_total_minor) AS total_minor, max(coalesce(order_refunded_minor, 0)) AS refunded_minor,
         min(CASE WHEN cancelled OR giveaway OR status = 'failed' THEN 1 ELSE 0 END) AS void
  FROM order_records
  GROUP BY show_no, source, order_id
) AS o CROSS JOIN session w
WHERE o.placed_ms IS NOT NULL
GROUP BY o.order_id, o.placed_ms - o.placed_ms % 60000
HAVING max(o.void) = 0 AND min(o.customer) IS NOT NULL AND min(o.placed_ms) < max(w.orders_until_ms);

-- One row a customer and day of the shop's clock: two baskets of one evening are one purchase, not loyalty.
CREATE VIEW customer_days AS
SELECT h.customer, h.currency,
       CAST((h.placed_ms + w.utc_offset_ms - (h.placed_ms + w.utc_offset_ms) % 86400000) / 86400000 AS BIGINT) AS day,
       sum(h.total_minor) AS total_minor, sum(h.refunded_minor) AS refunded_minor
FROM order_history h CROSS JOIN session w
GROUP BY 1, 2, 3;

-- What each customer has brought so far, net of what was given back, one row a customer and currency.
CREATE VIEW customer_net AS
SELECT customer, currency, sum(total_minor - refunded_minor) AS net_minor
FROM order_history
WHERE total_minor IS NOT NULL
GROUP BY customer, currency;

-- The last day that history reaches, which is that of this session.
CREATE VIEW history_end AS
SELECT CAST((orders_until_ms + utc_offset_ms - (orders_until_ms + utc_offset_ms) % 86400000) / 86400000 AS BIGINT) AS day
FROM session;

-- One row a customer: on how many days they bought, first and last, and how many days the history reaches back.
CREATE VIEW customers AS
SELECT c.customer, count(DISTINCT c.day) AS days, min(c.day) AS first_day, max(c.day) AS last_day,
       count(DISTINCT CASE WHEN c.day > e.day - 365 THEN c.day END) AS days_of_year,
       max(CASE WHEN c.day > e.day - 180 AND c.day <= e.day - 90 THEN 1 ELSE 0 END) AS before,
       max(CASE WHEN c.day > e.day - 90 THEN 1 ELSE 0 END) AS lately,
       max(e.day) AS until_day,
       -- Who has not ordered for 180 days is gone since the last order. Of the others it is known up to 180 days before
       -- the end that they were still customers, and no further: that is how long they were seen.
       CAST((CASE WHEN max(e.day) - max(c.day) > 180 THEN max(c.day) - min(c.day)
                  ELSE max(e.day) - 180 - min(c.day) END) AS BIGINT) AS seen_days
FROM customer_days c CROSS JOIN history_end e
GROUP BY c.customer;

-- How long each customer was seen to buy, in months of 30 days: those whose time could be judged at all.
CREATE VIEW customer_times AS
SELECT CAST((seen_days - seen_days % 30) / 30 AS BIGINT) AS months,
       CASE WHEN until_day - last_day > 180 THEN 1 ELSE 0 END AS gone
FROM customers
WHERE until_day - first_day > 180;

-- This session's buyers, and whether they have an order of the year (365 days) before its start.
CREATE VIEW buyers AS
SELECT b.customer,
       CASE WHEN EXISTS (
         SELECT 1 FROM order_history h CROSS JOIN session w
         WHERE h.customer = b.customer AND h.placed_ms < w.start_ms AND h.placed_ms >= w.start_ms - 31536000000
       ) THEN 1 ELSE 0 END AS known_before
FROM (SELECT DISTINCT customer FROM counted_sales WHERE customer IS NOT NULL) AS b;

-- How many days of the shop's clock before that of the show's start the oldest known order lies.
CREATE VIEW buyers_history AS
SELECT CAST((w.start_ms + w.utc_offset_ms - (w.start_ms + w.utc_offset_ms) % 86400000) / 86400000 AS BIGINT)
       - c.first_day AS days_before
FROM (SELECT min(day) AS first_day FROM customer_days) AS c CROSS JOIN session w;

-- This session's people who wrote, and whether one of the last three shows knows them.
CREATE VIEW earlier_people AS
SELECT author AS person FROM earlier_chat
WHERE author IS NOT NULL AND role = 'viewer' AND NOT deleted AND NOT spam
UNION
SELECT person FROM earlier_presence WHERE person IS NOT NULL;

CREATE VIEW earlier_shows AS
SELECT show_no FROM earlier_chat UNION SELECT show_no FROM earlier_presence;

CREATE VIEW chatters AS
SELECT c.author,
       CASE WHEN c.author IN (SELECT person FROM earlier_people) THEN 1 ELSE 0 END AS known_before
FROM (SELECT DISTINCT author FROM viewer_chat WHERE author IS NOT NULL) AS c;
