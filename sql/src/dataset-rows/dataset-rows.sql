-- Purpose: the rows of one dataset as they stand: corrected ones once, deleted ones not at all.
-- Grain: one row, in order of arrival.
-- Parameters: dataset (the view), importId ('': any), lotId ('': any), sourceSystem when hasSource, captureMethod when hasCapture, limit, offset; of_lot is how the rows of the dataset name a lot.
SELECT *
FROM {dataset: Identifier}
WHERE {importId: String} IN ('', import_id) AND ({lotId: String} = '' OR {{of_lot}})
  AND (NOT {hasSource: UInt8} OR ifNull(source_system, '') = {sourceSystem: String})
  AND (NOT {hasCapture: UInt8} OR ifNull(capture_method, '') = {captureMethod: String})
ORDER BY row_id
LIMIT {limit: UInt64} OFFSET {offset: UInt64}
SETTINGS max_execution_time = 60
