-- Purpose: how many rows dataset-rows.sql has in all.
-- Grain: one row.
-- Parameters: dataset, importId, lotId, sourceSystem, captureMethod; of_lot as there.
SELECT count() AS total
FROM {dataset: Identifier}
WHERE {importId: String} IN ('', import_id) AND ({lotId: String} = '' OR {{of_lot}})
  AND (NOT {hasSource: UInt8} OR ifNull(source_system, '') = {sourceSystem: String})
  AND (NOT {hasCapture: UInt8} OR ifNull(capture_method, '') = {captureMethod: String})
SETTINGS max_execution_time = 60
