-- Purpose: lots and serials by id, by the number printed on them, and by traceability lot code. A serial is a lot of a serialised item
-- or one that belongs to a production lot (D1).
-- Grain: one term of one lot.
-- Parameters: version.
INSERT INTO search_terms_build
SELECT
  if(f.tracking = 'serial' OR f.production_lot_id != '', 'serial', 'lot'),
  arrayJoin({{terms:found_by}}), f.lot_id, '', if(f.lot_number = '', f.lot_id, f.lot_number), f.item_id, f.site_id, [], {version: UInt64}, 0
FROM lot_facts AS f
LEFT ANY JOIN (SELECT lot_id, tlc FROM lots WHERE tlc != '' {{and_changed:lot_id}}) AS t ON t.lot_id = f.lot_id
ARRAY JOIN arrayDistinct(arrayFilter(x -> x != '', [f.lot_id, f.lot_number, ifNull(t.tlc, '')])) AS found_by
WHERE 1 {{and_changed:f.lot_id}}
SETTINGS max_execution_time = 600, optimize_on_insert = 0
