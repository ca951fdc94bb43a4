-- Purpose: movements, lines, links and shipments that were typed in or back-flushed instead of scanned or interfaced (D3).
-- Grain: one row.
SELECT id, lot_id, operation_id, '' AS item_id, site_id, dataset,
  if(method = 'manual', 'typed in by hand', 'back-flushed: booked from the recipe, not seen') AS text
FROM captured_rows
WHERE method IN ('manual', 'backflush')
