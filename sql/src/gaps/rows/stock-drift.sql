-- Purpose: counts that differ from what movements say was there at that moment, and physical counts that differ from the newest book value of
-- the same place. Quantities in other units than the count are not compared (D5). A count dated by day or month only stands for the end of the
-- last local day that it names, as it does where stock is derived (D4).
-- Grain: one count.
WITH
  counts AS (
    SELECT
      c.lot_id AS lot_id, c.site_id AS site_id, c.location AS location, c.kind AS kind, c.quantity AS quantity, c.unit AS unit,
      c.counted_at AS counted_at, c.last_day AS last_day,
      addMilliseconds(
        {{instant:e | c.counted_at_precision | c.counted_at | toDateTime64(c.last_day + 1, 3, 'UTC')}},
        if(c.counted_at_precision = 0, 0, -1)) AS until
    FROM (SELECT *, {{last_day:counted_at}} AS last_day FROM stock_counts) AS c
    LEFT ANY JOIN (SELECT site_id AS zoned_site, timezone FROM sites WHERE timezone != '') AS s ON s.zoned_site = c.site_id
    {{local_day:e | c.counted_at_precision | s.timezone | c.last_day + 1}}
  ),
  legs AS (
    SELECT lot_id, to_site_id AS site, ifNull(to_location, '') AS location, quantity AS amount, ifNull(unit, '') AS unit, `at` AS moved_at, at_precision > 0 AS is_day
    FROM movements
    WHERE to_site_id != '' AND lot_id IN (SELECT lot_id FROM stock_counts)
    UNION ALL
    SELECT lot_id, from_site_id, ifNull(from_location, ''), -quantity, ifNull(unit, ''), `at`, at_precision > 0
    FROM movements
    WHERE from_site_id != '' AND lot_id IN (SELECT lot_id FROM stock_counts)
  ),
  compared AS (
    SELECT
      c.lot_id AS lot_id, c.site_id AS site_id, ifNull(c.location, '') AS location, c.counted_at AS counted_at, ifNull(c.unit, '') AS unit,
      any(c.quantity) AS counted, sum(l.amount) AS booked, countIf(l.unit NOT IN ('', ifNull(c.unit, '')) AND ifNull(c.unit, '') != '') AS foreign_units
    FROM counts AS c
    INNER JOIN legs AS l ON l.lot_id = c.lot_id AND l.site = c.site_id AND l.location = ifNull(c.location, '')
    WHERE l.moved_at <= if(l.is_day AND c.until != c.counted_at, toDateTime64(c.last_day, 3, 'UTC'), c.until) AND ifNull(c.kind, 'physical') = 'physical'
    GROUP BY lot_id, site_id, location, counted_at, unit
  )
SELECT
  concat(lot_id, ' at ', site_id, if(location = '', '', concat(' / ', location))) AS id, lot_id, '' AS operation_id, '' AS item_id, site_id,
  'stock_counts' AS dataset,
  concat('counted ', toString(round(any(counted), 3)), ' on ', formatDateTime(counted_at, '%Y-%m-%d'), ', ', arrayStringConcat(arraySort(groupArray(says)), ', ')) AS text
FROM (
  SELECT lot_id, site_id, location, counted_at, counted, concat('movements leave ', toString(round(booked, 3))) AS says
  FROM compared
  WHERE foreign_units = 0 AND abs(counted - booked) > 1e-6 * greatest(counted, abs(booked))
  UNION ALL
  SELECT p.lot_id, p.site_id, p.location, p.counted_at, p.quantity, concat('the book said ', toString(round(b.quantity, 3)))
  FROM (SELECT lot_id, site_id, ifNull(location, '') AS location, counted_at, quantity, unit FROM stock_counts WHERE ifNull(kind, 'physical') = 'physical') AS p
  ASOF INNER JOIN (SELECT lot_id, site_id, ifNull(location, '') AS location, counted_at, quantity, unit FROM stock_counts WHERE kind = 'book') AS b
    ON b.lot_id = p.lot_id AND b.site_id = p.site_id AND b.location = p.location AND p.counted_at >= b.counted_at
  WHERE ifNull(p.unit, '') = ifNull(b.unit, '') AND abs(p.quantity - b.quantity) > 1e-6 * greatest(p.quantity, b.quantity)
)
GROUP BY lot_id, site_id, location, counted_at
