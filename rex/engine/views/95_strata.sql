-- The kinds that shares are told apart by, so that a change of the mix is not taken for a change of the people.
-- Buyers are known or new by the orders of the 90 days before the show: a fixed stretch, so that a history that grows
-- longer does not turn new ones into known ones. Where no order so old is known, nobody is told apart.
CREATE VIEW order_customers AS
SELECT DISTINCT customer FROM attributed_sales WHERE inside = 1 AND customer IS NOT NULL;

CREATE VIEW customer_kinds AS
SELECT c.customer,
       CASE WHEN EXISTS (
         SELECT 1 FROM order_history h CROSS JOIN session w
         WHERE h.customer = c.customer AND h.placed_ms < w.start_ms AND h.placed_ms >= w.start_ms - 7776000000
       ) THEN 'known' ELSE 'new' END AS kind
FROM order_customers c
WHERE (SELECT max(days_before) FROM buyers_history) >= 90;

-- Placed orders, cancelled ones too, each with the channel that the shop names; one that tells none is a kind of its own:
-- not told is not direct. Beside it the kind of its customer, nothing where nobody can be told apart.
CREATE VIEW order_channels AS
SELECT order_id, min(customer) AS customer, 1 - max(valid) AS cancelled, sum(order_total_minor) AS total_minor,
       coalesce(sum(order_refunded_minor), 0) AS refunded_minor,
       coalesce(nullif(trim(min(CASE WHEN channel <> 'stripe_payments' THEN channel END)), ''), '?') AS channel
FROM attributed_sales
WHERE inside = 1 AND NOT giveaway AND status <> 'failed'
GROUP BY order_id;

CREATE VIEW order_kinds AS
SELECT o.order_id, o.cancelled, o.total_minor, o.refunded_minor, k.kind AS buyer
FROM order_channels o LEFT JOIN customer_kinds k ON k.customer = o.customer;

-- Buyers by the source of their first order that tells one.
CREATE VIEW buyer_sources_known AS
SELECT b.customer, b.known_before,
       CASE WHEN position(' ' IN s.source) > 0 THEN substring(s.source FROM CAST(position(' ' IN s.source) + 1 AS INTEGER))
            ELSE '?' END AS source
FROM buyers b LEFT JOIN buyer_sources s ON s.person = b.customer;

-- The people of a list of who came and left, where that list is the audience: whether one of the three shows before
-- knows them, and whether they bought or wrote under the same name. With fewer shows before it nobody is told apart.
CREATE VIEW viewer_kinds AS
SELECT v.person,
       CASE WHEN v.person IN (SELECT person FROM earlier_people) THEN 'known' ELSE 'new' END AS viewer,
       CASE WHEN v.person IN (SELECT customer FROM counted_sales WHERE customer IS NOT NULL) THEN 1 ELSE 0 END AS bought,
       CASE WHEN v.person IN (SELECT author FROM viewer_chat WHERE author IS NOT NULL) THEN 1 ELSE 0 END AS wrote
FROM (
  SELECT DISTINCT person FROM visitors CROSS JOIN session w CROSS JOIN polled_curve polled
  WHERE polled.points = 0 AND polled.people IS NULL
    AND (came_ms IS NULL OR came_ms <= w.duration_ms AND coalesce(left_ms, 0) >= 0)
) AS v
WHERE (SELECT count(*) FROM earlier_shows) >= 3;
