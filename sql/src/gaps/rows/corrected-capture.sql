-- Purpose: movements, lines, links and shipments that their source says were corrected afterwards (D3). The values before the correction, as
-- far as they were loaded, are in the history of the dataset (D2).
-- Grain: one row.
SELECT id, lot_id, operation_id, '' AS item_id, site_id, dataset,
  concat('corrected afterwards, recorded ', formatDateTime(recorded_at, '%Y-%m-%d %H:%i')) AS text
FROM captured_rows
WHERE method = 'corrected'
