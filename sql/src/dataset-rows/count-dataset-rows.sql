-- Purpose: how many rows dataset-rows.sql has in all.
-- Grain: one row.
-- Parameters: dataset, importId, lotId; of_lot as there.
SELECT count() AS total
FROM {dataset: Identifier}
WHERE {importId: String} IN ('', import_id) AND ({lotId: String} = '' OR {{of_lot}})
SETTINGS max_execution_time = 60
