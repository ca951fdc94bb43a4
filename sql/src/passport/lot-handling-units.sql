-- Purpose: the logistic units that a lot is or was packed in: containment over a time span, not lineage (D9).
-- Grain: one unit.
-- Parameters: lotId, limit, offset.
SELECT handling_unit_id, parent_unit_id, quantity, unit, packed_at, packed_at_precision, unpacked_at, unpacked_at_precision
FROM handling_units
WHERE lot_id = {lotId: String} AND row_id IN (SELECT row_id FROM handling_units_rows WHERE lot_id = {lotId: String})
ORDER BY packed_at DESC, handling_unit_id, row_id
LIMIT {limit: UInt32} OFFSET {offset: UInt32}
SETTINGS max_execution_time = 10
