-- Purpose: how much of what left each of our places went to customers who ask for how many days of remaining life (D20), in a window before a
-- cut-off, as it was known then.
-- Grain: one item, place and number of days. What a customer asks for is its rule for the item, else its rule for every item, else the
-- default of the item; the default does not hold for a customer who took goods with less than that several times.
-- `share` adds up to 1 over the rows of an item and place; shipments in a unit that does not convert (D5) do not count.
-- Parameters: from, cutoff.
WITH
  sent AS (
    SELECT l.item_id AS item_id, assumeNotNull(s.from_site_id) AS site_id, s.customer_id AS customer_id,
      toFloat64(assumeNotNull(s.quantity)) * multiIf(ifNull(s.unit, '') IN ('', ifNull(i.unit, '')), 1., f.factor > 0, f.factor, 0.) AS quantity,
      ifNull(i.min_remaining_life_days, 0) AS usual,
      dateDiff('day', toDate32(s.shipped_at), toDate32(l.expires_at)) AS left_over
    FROM shipments AS s
    INNER JOIN (SELECT lot_id, item_id, expires_at FROM lots WHERE known_at <= {cutoff: DateTime64(3, 'UTC')}) AS l ON l.lot_id = s.lot_id
    INNER JOIN (SELECT item_id, unit, min_remaining_life_days FROM items WHERE shelf_life_days IS NOT NULL) AS i ON i.item_id = l.item_id
    LEFT JOIN disposition_unit_factors AS f ON f.item_id = l.item_id AND f.from_unit = ifNull(s.unit, '') AND f.to_unit = ifNull(i.unit, '')
    WHERE s.shipped_at >= {from: DateTime64(3, 'UTC')} AND s.shipped_at < {cutoff: DateTime64(3, 'UTC')} AND s.known_at <= {cutoff: DateTime64(3, 'UTC')}
      AND s.quantity > 0 AND ifNull(s.from_party_id, '') = '' AND ifNull(s.from_site_id, '') != ''
  ),
  rules AS (
    SELECT customer_id, ifNull(item_id, '') AS item, any(min_remaining_life_days) AS days
    FROM customer_item_rules
    WHERE known_at <= {cutoff: DateTime64(3, 'UTC')} AND min_remaining_life_days IS NOT NULL
    GROUP BY customer_id, item
  ),
  lenient AS (
    SELECT customer_id
    FROM sent
    GROUP BY customer_id
    HAVING countIf(left_over < usual) >= 3
  ),
  asked AS (
    SELECT s.item_id AS item_id, s.site_id AS site_id, s.quantity AS quantity,
      multiIf(own.customer_id != '', toInt32(own.days), every.customer_id != '', toInt32(every.days), z.customer_id != '', 0, toInt32(s.usual)) AS days
    FROM sent AS s
    LEFT JOIN rules AS own ON own.customer_id = s.customer_id AND own.item = s.item_id
    LEFT JOIN (SELECT * FROM rules WHERE item = '') AS every ON every.customer_id = s.customer_id
    LEFT JOIN lenient AS z ON z.customer_id = s.customer_id
  )
SELECT item_id, site_id, days, sum(quantity) / sum(sum(quantity)) OVER (PARTITION BY item_id, site_id) AS share
FROM asked
WHERE quantity > 0
GROUP BY item_id, site_id, days
ORDER BY item_id, site_id, days
SETTINGS max_block_size = 8192, max_threads = 1, max_execution_time = 600
