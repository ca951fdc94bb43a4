-- Purpose: what customers paid for each item on average, by quantity, in a window before a cut-off, as it was known then.
-- Grain: one item and currency ('': none is named). `unit_price` is per base unit; shipments without a price, or in a unit that does not
-- convert (D5), do not count, nor does what a distributor sent on.
-- Parameters: from, cutoff.
SELECT l.item_id AS item_id, ifNull(s.currency, '') AS currency,
  sum(toFloat64(assumeNotNull(s.quantity)) * toFloat64(assumeNotNull(s.unit_price)))
    / sum(toFloat64(assumeNotNull(s.quantity)) * multiIf(ifNull(s.unit, '') IN ('', ifNull(i.unit, '')), 1., f.factor)) AS unit_price
FROM shipments AS s
INNER JOIN (SELECT lot_id, item_id FROM lots WHERE known_at <= {cutoff: DateTime64(3, 'UTC')}) AS l ON l.lot_id = s.lot_id
LEFT JOIN (SELECT item_id, unit FROM items) AS i ON i.item_id = l.item_id
LEFT JOIN disposition_unit_factors AS f ON f.item_id = l.item_id AND f.from_unit = ifNull(s.unit, '') AND f.to_unit = ifNull(i.unit, '')
WHERE s.shipped_at >= {from: DateTime64(3, 'UTC')} AND s.shipped_at < {cutoff: DateTime64(3, 'UTC')} AND s.known_at <= {cutoff: DateTime64(3, 'UTC')}
  AND s.quantity > 0 AND s.unit_price > 0 AND ifNull(s.from_party_id, '') = ''
  AND (ifNull(s.unit, '') IN ('', ifNull(i.unit, '')) OR f.factor > 0)
GROUP BY item_id, currency
ORDER BY item_id, currency
SETTINGS max_block_size = 8192, max_threads = 1, max_execution_time = 600
