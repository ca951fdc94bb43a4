-- Purpose: rows that their source recorded more than a day after what they tell (D3). Rows without a time of recording are left out.
-- Grain: one row.
SELECT id, lot_id, operation_id, '' AS item_id, site_id, dataset,
  concat('happened ', formatDateTime(assumeNotNull(happened), '%Y-%m-%d %H:%i'), ', recorded ', formatDateTime(recorded_at, '%Y-%m-%d %H:%i')) AS text
FROM captured_rows AS x
LEFT ANY JOIN (SELECT import_id, first_imported_at FROM import_log) AS l ON l.import_id = x.import_id
WHERE happened IS NOT NULL AND recorded_at != first_imported_at
  AND recorded_at > happened
    + multiIf(happened_precision = 2, toIntervalDay(33), happened_precision = 1, toIntervalDay(2), toIntervalDay(1))
