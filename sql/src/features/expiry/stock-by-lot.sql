-- Purpose: what was on hand of each lot at each of our places at some cut-offs, as it was known at each, and, where the lot's last day of use is
-- over at `judged_at`, how much of that was never used. All cut-offs at once: working out the statement takes as long as one of them.
-- Grain: one cut-off, lot and place with stock; also where the books say less than nothing, or cannot say.
-- `quantity` null: a unit does not convert (D5). `last_day` null: unknown, or the item does not expire (`shelf_life_days` null). Days are days
-- since 1970-01-01; a date is itself, a month its last day (D4). `lost` null: not over yet. `unit_cost` and `currency` belong together.
-- What was corrected since is as it was said then (D2): `facts` has each version of a lot, from `known_at` until `known_until`.
-- Parameters: cutoffs, judgedAt.
WITH
  flows AS (
    SELECT m.lot_id AS lot_id, site_id, at, m.known_at AS known_at, m.known_until AS known_until,
      m.known_until > {judgedAt: DateTime64(3, 'UTC')} AS holds, expired,
      moved * multiIf(ifNull(m.unit, '') IN ('', ifNull(i.unit, '')), 1., f.factor > 0, f.factor, nan) AS quantity
    FROM (
      SELECT lot_id, unit, at, known_at, known_until, from_site_id AS site_id, -quantity AS moved, reason = 'scrap' AND positionCaseInsensitive(ifNull(reason_code, ''), 'expir') > 0 AS expired
      FROM {{movements}}
      WHERE reason IN ('ship', 'issue', 'transfer', 'scrap') AND ifNull(from_site_id, '') != ''
        AND known_at <= {judgedAt: DateTime64(3, 'UTC')} AND at < {judgedAt: DateTime64(3, 'UTC')}
      UNION ALL
      SELECT lot_id, unit, at, known_at, known_until, if(ifNull(to_site_id, '') != '', to_site_id, from_site_id), quantity, 0
      FROM {{movements}}
      WHERE reason IN ('receipt', 'produce', 'return', 'transfer', 'adjust')
        AND (ifNull(to_site_id, '') != '' OR reason = 'adjust' AND ifNull(from_site_id, '') != '')
        AND known_at <= {judgedAt: DateTime64(3, 'UTC')} AND at < {judgedAt: DateTime64(3, 'UTC')}
      UNION ALL
      SELECT lot_id, unit, assumeNotNull(shipped_at), known_at, known_until, from_site_id, -ifNull(quantity, nan), 0
      FROM {{shipments}}
      WHERE shipped_at IS NOT NULL AND ifNull(from_party_id, '') = '' AND ifNull(from_site_id, '') != ''
        AND known_at <= {judgedAt: DateTime64(3, 'UTC')} AND shipped_at < {judgedAt: DateTime64(3, 'UTC')}
        AND shipment_id NOT IN (SELECT ifNull(shipment_id, '') FROM movements WHERE reason = 'ship')
    ) AS m
    INNER JOIN (SELECT lot_id, item_id FROM lots) AS l ON l.lot_id = m.lot_id
    LEFT JOIN (SELECT item_id, unit FROM items) AS i ON i.item_id = l.item_id
    LEFT JOIN disposition_unit_factors AS f ON f.item_id = l.item_id AND f.from_unit = ifNull(m.unit, '') AND f.to_unit = ifNull(i.unit, '')
    WHERE site_id NOT IN (SELECT site_id FROM sites WHERE kind IN ('supplier', 'customer'))
  ),
  facts AS (
    SELECT l.lot_id AS lot_id, l.known_at AS known_at, l.known_until AS known_until, l.item_id AS item_id, i.unit AS unit,
      i.shelf_life_days AS shelf_life_days, i.min_remaining_life_days AS min_remaining_life_days,
      if(l.expires_at IS NULL, NULL, toInt32(multiIf(
        l.expires_at_precision = 2, toLastDayOfMonth(toDate32(l.expires_at)), toDate32(l.expires_at))) - (ifNull(i.expiry_day_usable, 1) = 0)) AS last_day,
      toInt32(toDate32(coalesce(l.received_at, l.manufactured_at, l.created_at))) AS received_day,
      -- A cost per unit of the lot is one per base unit only where they are the same.
      if(l.unit_cost IS NOT NULL AND ifNull(l.unit, '') IN ('', ifNull(i.unit, '')), tuple(l.unit_cost, l.currency), tuple(i.standard_cost, i.currency)) AS cost
    FROM (SELECT * FROM {{lots}} WHERE arrayExists(cutoff -> known_at <= cutoff AND known_until > cutoff, {cutoffs: Array(DateTime64(3, 'UTC'))})) AS l
    LEFT JOIN (SELECT * FROM items) AS i ON i.item_id = l.item_id
  ),
  sums AS (
    SELECT f.lot_id AS lot_id, f.site_id AS site_id, l.known_at AS known_at, l.known_until AS known_until,
      sumForEach(arrayMap(
        cutoff -> if(f.at < cutoff AND f.known_at <= cutoff AND f.known_until > cutoff, f.quantity, 0.),
        {cutoffs: Array(DateTime64(3, 'UTC'))})) AS on_hand_at,
      sumIf(f.quantity, f.holds AND toInt32(toDate32(f.at)) <= l.last_day) AS left_over,
      sumForEach(arrayMap(
        cutoff -> if(f.holds AND f.expired AND f.at >= cutoff AND ifNull(toInt32(toDate32(f.at)) <= l.last_day, 0), -f.quantity, 0.),
        {cutoffs: Array(DateTime64(3, 'UTC'))})) AS scrapped_from
    FROM flows AS f
    INNER JOIN facts AS l ON l.lot_id = f.lot_id
    GROUP BY lot_id, site_id, known_at, known_until
  ),
  stock AS (
    SELECT lot_id, site_id, known_at, cutoff, on_hand, left_over, scrapped
    FROM sums
    ARRAY JOIN {cutoffs: Array(DateTime64(3, 'UTC'))} AS cutoff, on_hand_at AS on_hand, scrapped_from AS scrapped
    WHERE (isNaN(on_hand) OR abs(on_hand) > 1e-6) AND known_at <= cutoff AND known_until > cutoff
  ),
  blocked AS (
    SELECT lot_id, ifNull(site_id, '') AS site,
      arraySort(groupArray((`at`, recorded_at, toString(status), known_at, known_until))) AS said
    FROM {{lotStatus}}
    WHERE quantity IS NULL AND `at` <= {judgedAt: DateTime64(3, 'UTC')} AND known_at <= {judgedAt: DateTime64(3, 'UTC')}
    GROUP BY lot_id, site
  )
SELECT
  toInt32(toDate32(s.cutoff)) AS day,
  s.lot_id AS lot_id, l.item_id AS item_id, s.site_id AS site_id, if(isNaN(s.on_hand), NULL, round(s.on_hand, 6)) AS quantity, l.unit AS unit,
  l.shelf_life_days AS shelf_life_days, l.min_remaining_life_days AS min_remaining_life_days, l.last_day AS last_day, l.received_day AS received_day,
  l.cost.1 AS unit_cost, l.cost.2 AS currency,
  coalesce(
    nullIf(arrayLast(said -> said.1 <= s.cutoff AND said.4 <= s.cutoff AND said.5 > s.cutoff, here.said).3, ''),
    nullIf(arrayLast(said -> said.1 <= s.cutoff AND said.4 <= s.cutoff AND said.5 > s.cutoff, everywhere.said).3, '')) AS status,
  if(l.last_day IS NULL OR l.last_day >= toInt32(toDate32({judgedAt: DateTime64(3, 'UTC')})) OR isNaN(s.on_hand + s.left_over + s.scrapped), NULL,
    round(greatest(0, least(s.on_hand, s.left_over + s.scrapped)), 6)) AS lost
FROM stock AS s
INNER JOIN facts AS l ON l.lot_id = s.lot_id AND l.known_at = s.known_at
LEFT JOIN (SELECT * FROM blocked WHERE site != '') AS here ON here.lot_id = s.lot_id AND here.site = s.site_id
LEFT JOIN (SELECT * FROM blocked WHERE site = '') AS everywhere ON everywhere.lot_id = s.lot_id
ORDER BY s.cutoff, item_id, site_id, lot_id
SETTINGS max_block_size = 8192, max_threads = 1, max_execution_time = 600
