-- Purpose: the newest stock count of each lot at each place; a physical count beats a book value of the same moment. A count dated by day only
-- covers the movements of that day: it stands for the end of the local day of its site, one dated by month for the end of its last day (D4).
-- Grain: one lot at one place.
INSERT INTO disposition_records (node_no, kind, quantity, unit, from_site, from_location, at)
SELECT
  {{lot_code:c.lot_id}} - 1 AS node_no, 'count', c.quantity, ifNull(c.unit, ''), c.site_id, ifNull(c.location, '') AS place,
  multiIf(
    c.counted_at_precision = 0, toUnixTimestamp(c.counted_at),
    e.timezone != '', toUnixTimestamp(e.starts_at) - 1,
    toUnixTimestamp(toDateTime64(day_after, 0, 'UTC')) - 1) AS until
FROM (
  SELECT
    *, if(counted_at_precision = 2, toLastDayOfMonth(toDate32(counted_at)), toDate32(counted_at)) + 1 AS day_after
  FROM stock_counts
  WHERE {{lot_code:lot_id}} > 0 {{and_touched_lot:lot_id}}
) AS c
LEFT ANY JOIN sites AS s ON s.site_id = c.site_id
LEFT ANY JOIN (SELECT timezone, starts_at, cityHash64(timezone, day) AS zone_day FROM local_days) AS e
  ON e.zone_day = if(c.counted_at_precision = 0 OR ifNull(s.timezone, '') = '', 0, cityHash64(assumeNotNull(s.timezone), c.day_after))
ORDER BY node_no, c.site_id, place, until DESC, c.kind = 'physical' DESC, c.row_id DESC
LIMIT 1 BY node_no, c.site_id, place
SETTINGS max_execution_time = 600
