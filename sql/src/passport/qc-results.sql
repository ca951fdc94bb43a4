-- Purpose: the quality results of a lot, newest first: every replicate, invalidated ones too, which do not count (D18). judged is the
-- laboratory's verdict, else whether the value keeps its limits; '' when neither says anything.
-- Grain: one result of one replicate.
-- Parameters: lotId, which (all, or those out of limits), limit, offset.
SELECT
  result_id, characteristic, value, text, unit, lower, upper, target, verdict, stage, source, method, sample_id, replicate, inspector, signed_by,
  ifNull(invalidated, 0) AS invalidated,
  multiIf(
    verdict IN ('pass', 'fail'), toString(verdict),
    value IS NULL OR (lower IS NULL AND upper IS NULL), '',
    ifNull(value < lower, 0) OR ifNull(value > upper, 0), 'fail',
    'pass') AS judged,
  operation_id, `at`, at_precision, recorded_at, import_id, row_no
FROM qc_results
WHERE lot_id = {lotId: String} AND row_id IN (SELECT row_id FROM qc_results_rows WHERE lot_id = {lotId: String})
  AND {{which}}
ORDER BY `at` DESC, characteristic, sample_id, replicate, row_id
LIMIT {limit: UInt32} OFFSET {offset: UInt32}
SETTINGS max_execution_time = 10
