-- What each customer spent in the session, one row a customer and currency; an order without a customer is its own.
CREATE VIEW customer_spend AS
SELECT coalesce(customer, order_id) AS person, currency, sum(order_total_minor) AS spent_minor
FROM counted_sales
GROUP BY coalesce(customer, order_id), currency;

-- Viewers' messages by blocks of five minutes; empty blocks have no row.
CREATE VIEW chat_blocks AS
SELECT (offset_ms - offset_ms % 300000) AS from_ms, count(*) AS messages
FROM viewer_chat
GROUP BY offset_ms - offset_ms % 300000;
