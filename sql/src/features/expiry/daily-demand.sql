-- Purpose: what each item was asked for at each of our places, day by day, as it was known at a cut-off. What left the place is demand only on
-- days on which there was anything: without stock nobody knows what would have been asked for. Where customer orders account for what was
-- shipped, they are the demand instead, whether they could be filled or not.
-- What left is what was shipped, issued, or sent to another place, less what became another lot of the same item (merged, split, repacked):
-- that stays.
-- Grain: one item, place and day (UTC) on which something moved or was ordered, or on which nothing was there; the days between had stock and
-- no demand. `asked` is null when there was nothing to take, or when a quantity has a unit that does not convert (D5).
-- Parameters: from, cutoff. Only what was known at the cut-off counts.
WITH
  of_item AS (
    SELECT l.lot_id AS lot_id, l.item_id AS item_id, i.unit AS unit
    FROM (SELECT lot_id, item_id FROM lots WHERE known_at <= {cutoff: DateTime64(3, 'UTC')}) AS l
    LEFT JOIN (SELECT item_id, unit FROM items) AS i ON i.item_id = l.item_id
  ),
  flows AS (
    SELECT l.item_id AS item_id, m.lot_id AS lot_id, site_id, toDate(at) AS day, reason,
      moved * multiIf(ifNull(m.unit, '') IN ('', ifNull(l.unit, '')), 1., f.factor > 0, f.factor, nan) AS quantity
    FROM (
      SELECT lot_id, if(reason = 'transfer' AND ifNull(to_site_id, '') NOT IN ('', ifNull(from_site_id, '')), 'sent', toString(reason)) AS reason,
        unit, at, from_site_id AS site_id, -quantity AS moved
      FROM movements
      WHERE movements.reason IN ('ship', 'issue', 'transfer', 'scrap') AND ifNull(from_site_id, '') != ''
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
    INNER JOIN of_item AS l ON l.lot_id = m.lot_id
    LEFT JOIN disposition_unit_factors AS f ON f.item_id = l.item_id AND f.from_unit = ifNull(m.unit, '') AND f.to_unit = ifNull(l.unit, '')
    WHERE site_id NOT IN (SELECT site_id FROM sites WHERE kind IN ('supplier', 'customer'))
  ),
  kept AS (
    SELECT k.parent_lot_id AS lot_id, toDate(assumeNotNull(k.at)) AS day,
      sum(toFloat64(assumeNotNull(k.quantity)) * multiIf(ifNull(k.unit, '') IN ('', ifNull(p.unit, '')), 1., f.factor > 0, f.factor, 0.)) AS quantity
    FROM (SELECT * FROM lot_links WHERE at IS NOT NULL AND quantity > 0 AND known_at <= {cutoff: DateTime64(3, 'UTC')}) AS k
    INNER JOIN of_item AS p ON p.lot_id = k.parent_lot_id
    INNER JOIN of_item AS c ON c.lot_id = k.child_lot_id
    LEFT JOIN disposition_unit_factors AS f ON f.item_id = p.item_id AND f.from_unit = ifNull(k.unit, '') AND f.to_unit = ifNull(p.unit, '')
    WHERE p.item_id = c.item_id
    GROUP BY lot_id, day
  ),
  days AS (
    SELECT item_id, site_id, day,
      sum(away) AS taken, sum(shipped) AS shipped, sum(times) AS takings, sum(moved) AS net
    FROM (
      SELECT f.item_id AS item_id, f.site_id AS site_id, f.lot_id AS lot_id, f.day AS day,
        -sumIf(f.quantity, f.reason = 'issue') AS issued, issued - least(issued, ifNull(any(k.quantity), 0)) - sumIf(f.quantity, f.reason IN ('ship', 'sent')) AS away,
        -sumIf(f.quantity, f.reason = 'ship') AS shipped, countIf(f.reason IN ('ship', 'issue', 'sent')) AS times, sum(f.quantity) AS moved
      FROM flows AS f
      LEFT JOIN kept AS k ON k.lot_id = f.lot_id AND k.day = f.day
      GROUP BY item_id, site_id, lot_id, day
    )
    GROUP BY item_id, site_id, day
  ),
  ordered AS (
    SELECT o.item_id AS item_id, assumeNotNull(o.site_id) AS site_id, toDate(o.due_at) AS day,
      sum(toFloat64(o.quantity) * multiIf(ifNull(o.unit, '') IN ('', ifNull(i.unit, '')), 1., f.factor > 0, f.factor, nan)) AS asked
    FROM planned_orders AS o
    LEFT JOIN (SELECT item_id, unit FROM items) AS i ON i.item_id = o.item_id
    LEFT JOIN disposition_unit_factors AS f ON f.item_id = o.item_id AND f.from_unit = ifNull(o.unit, '') AND f.to_unit = ifNull(i.unit, '')
    WHERE o.kind = 'customer' AND ifNull(o.site_id, '') != '' AND o.known_at <= {cutoff: DateTime64(3, 'UTC')} AND o.due_at < {cutoff: DateTime64(3, 'UTC')}
      AND positionCaseInsensitive(ifNull(o.status, ''), 'cancel') = 0
    GROUP BY item_id, site_id, day
  ),
  -- Nine tenths: orders of today are filled tomorrow, and some goods go out without one.
  by_orders AS (
    SELECT o.item_id AS item_id, o.site_id AS site_id
    FROM (SELECT item_id, site_id, sum(asked) AS ordered FROM ordered GROUP BY item_id, site_id) AS o
    INNER JOIN (SELECT item_id, site_id, sum(shipped) AS went FROM days GROUP BY item_id, site_id HAVING went > 0) AS d
      ON d.item_id = o.item_id AND d.site_id = o.site_id
    WHERE o.ordered >= 0.9 * d.went
  ),
  balances AS (
    SELECT *,
      sum(net) OVER (PARTITION BY item_id, site_id ORDER BY day ROWS UNBOUNDED PRECEDING) AS closing,
      leadInFrame(day, 1, toDate({cutoff: DateTime64(3, 'UTC')}))
        OVER (PARTITION BY item_id, site_id ORDER BY day ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS next_day
    FROM days
    WHERE (item_id, site_id) NOT IN (SELECT item_id, site_id FROM by_orders)
  )
SELECT item_id, site_id, toInt32(known.day) AS day, if(isNaN(asked), NULL, asked) AS asked
FROM (
  SELECT item_id, site_id, day, if(isNaN(taken) OR takings = 0 AND NOT closing > 1e-6, NULL, greatest(taken, 0)) AS asked
  FROM balances
  UNION ALL
  -- From the day after the stock ran out until something happens again.
  SELECT item_id, site_id, arrayJoin(arrayMap(number -> toDate(toUInt16(number)), range(toUInt16(day) + 1, toUInt16(next_day)))), NULL
  FROM balances
  WHERE NOT closing > 1e-6 AND next_day > day + 1
  UNION ALL
  SELECT item_id, site_id, day, greatest(sum(part), 0)
  FROM (
    SELECT item_id, site_id, day, asked AS part FROM ordered
    UNION ALL
    SELECT item_id, site_id, day, taken - shipped AS part FROM days
  )
  WHERE (item_id, site_id) IN (SELECT item_id, site_id FROM by_orders)
  GROUP BY item_id, site_id, day
) AS known
WHERE known.day >= toDate({from: DateTime64(3, 'UTC')}) AND known.day < toDate({cutoff: DateTime64(3, 'UTC')})
ORDER BY item_id, site_id, day
SETTINGS max_block_size = 8192, max_threads = 1, max_execution_time = 600
