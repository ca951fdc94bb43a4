-- Purpose: what each item was asked for at each of our places, day by day, as it was known at a cut-off. What left the stock is demand only on
-- days on which there was any: without stock nobody knows what would have been asked for.
-- Grain: one item, place and day (UTC) on which something moved, or on which nothing was there; the days between had stock and no demand.
-- `asked` is null when there was nothing to take, or when a quantity has a unit that does not convert (D5).
-- Parameters: from, cutoff. Only what was known at the cut-off counts.
WITH
  flows AS (
    SELECT l.item_id AS item_id, site_id, toDate(at) AS day, reason,
      moved * multiIf(ifNull(m.unit, '') IN ('', ifNull(i.unit, '')), 1., f.factor > 0, f.factor, nan) AS quantity
    FROM (
      SELECT lot_id, toString(reason) AS reason, unit, at, from_site_id AS site_id, -quantity AS moved
      FROM movements
      WHERE reason IN ('ship', 'issue', 'transfer', 'scrap') AND ifNull(from_site_id, '') != ''
        AND known_at <= {cutoff: DateTime64(3, 'UTC')} AND at < {cutoff: DateTime64(3, 'UTC')}
      UNION ALL
      SELECT lot_id, toString(reason), unit, at, if(ifNull(to_site_id, '') != '', to_site_id, from_site_id), quantity
      FROM movements
      WHERE reason IN ('receipt', 'produce', 'return', 'transfer', 'adjust')
        AND (ifNull(to_site_id, '') != '' OR reason = 'adjust' AND ifNull(from_site_id, '') != '')
        AND known_at <= {cutoff: DateTime64(3, 'UTC')} AND at < {cutoff: DateTime64(3, 'UTC')}
      UNION ALL
      SELECT lot_id, 'ship', unit, assumeNotNull(shipped_at), from_site_id, -ifNull(quantity, nan)
      FROM shipments
      WHERE shipped_at IS NOT NULL AND ifNull(from_party_id, '') = '' AND ifNull(from_site_id, '') != ''
        AND known_at <= {cutoff: DateTime64(3, 'UTC')} AND shipped_at < {cutoff: DateTime64(3, 'UTC')}
        AND shipment_id NOT IN (SELECT ifNull(shipment_id, '') FROM movements WHERE reason = 'ship')
    ) AS m
    INNER JOIN (SELECT lot_id, item_id FROM lots WHERE known_at <= {cutoff: DateTime64(3, 'UTC')}) AS l ON l.lot_id = m.lot_id
    LEFT JOIN (SELECT item_id, unit FROM items) AS i ON i.item_id = l.item_id
    LEFT JOIN disposition_unit_factors AS f ON f.item_id = l.item_id AND f.from_unit = ifNull(m.unit, '') AND f.to_unit = ifNull(i.unit, '')
    WHERE site_id NOT IN (SELECT site_id FROM sites WHERE kind IN ('supplier', 'customer'))
  ),
  days AS (
    SELECT item_id, site_id, day,
      -sumIf(quantity, reason IN ('ship', 'issue')) AS taken,
      countIf(reason IN ('ship', 'issue')) AS takings,
      sum(quantity) AS net
    FROM flows
    GROUP BY item_id, site_id, day
  ),
  balances AS (
    SELECT *,
      sum(net) OVER (PARTITION BY item_id, site_id ORDER BY day ROWS UNBOUNDED PRECEDING) AS closing,
      leadInFrame(day, 1, toDate({cutoff: DateTime64(3, 'UTC')}))
        OVER (PARTITION BY item_id, site_id ORDER BY day ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS next_day
    FROM days
  )
SELECT item_id, site_id, toInt32(known.day) AS day, asked
FROM (
  SELECT item_id, site_id, day, if(isNaN(taken) OR takings = 0 AND NOT closing > 1e-6, NULL, greatest(taken, 0)) AS asked
  FROM balances
  UNION ALL
  -- From the day after the stock ran out until something happens again.
  SELECT item_id, site_id, arrayJoin(arrayMap(number -> toDate(toUInt16(number)), range(toUInt16(day) + 1, toUInt16(next_day)))), NULL
  FROM balances
  WHERE NOT closing > 1e-6 AND next_day > day + 1
) AS known
WHERE known.day >= toDate({from: DateTime64(3, 'UTC')}) AND known.day < toDate({cutoff: DateTime64(3, 'UTC')})
ORDER BY item_id, site_id, day
SETTINGS max_block_size = 8192, max_execution_time = 600
