-- Purpose: the movements, lines, links and shipments that say how they were captured (D3).
-- Grain: one row.
SELECT id, lot_id, operation_id, '' AS item_id, site_id, dataset, method AS text
FROM captured_rows
WHERE method != ''
