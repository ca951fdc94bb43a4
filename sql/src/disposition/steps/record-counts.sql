-- Purpose: the newest stock count of each lot at each place; a physical count beats a book value of the same moment. A count dated by day only
-- covers the movements of that day: it stands for the end of the local day of its site, one dated by month for the end of its last day (D4).
-- Grain: one lot at one place.
INSERT INTO disposition_records (node_no, kind, quantity, unit, from_site, from_location, at)
SELECT
  {{lot_code:c.lot_id}} - 1 AS node_no, 'count', c.quantity, ifNull(c.unit, ''), c.site_id, ifNull(c.location, '') AS place,
  toUnixTimestamp({{instant:e | c.counted_at_precision | c.counted_at | toDateTime64(day_after, 3, 'UTC')}})
    - if(c.counted_at_precision = 0, 0, 1) AS until
FROM (
  SELECT *, {{last_day:counted_at}} + 1 AS day_after
  FROM stock_counts
  WHERE {{lot_code:lot_id}} > 0 {{and_touched_lot:lot_id}}
) AS c
LEFT ANY JOIN sites AS s ON s.site_id = c.site_id
{{local_day:e | c.counted_at_precision | s.timezone | c.day_after}}
ORDER BY node_no, c.site_id, place, until DESC, c.kind = 'physical' DESC, c.row_id DESC
LIMIT 1 BY node_no, c.site_id, place
SETTINGS max_execution_time = 600
