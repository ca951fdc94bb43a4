-- Purpose: the rows with a time and with a time at which their source recorded them (D3).
-- Grain: one row.
SELECT id, lot_id, operation_id, '' AS item_id, site_id, dataset,
  concat('happened ', formatDateTime(assumeNotNull(happened), '%Y-%m-%d %H:%i'), ', recorded ', formatDateTime(recorded_at, '%Y-%m-%d %H:%i')) AS text
FROM captured_rows AS x
LEFT ANY JOIN (SELECT import_id, first_imported_at FROM import_log) AS l ON l.import_id = x.import_id
WHERE happened IS NOT NULL AND recorded_at != first_imported_at
