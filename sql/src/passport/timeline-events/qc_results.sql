SELECT
  `at`, at_precision, 'result', concat(characteristic, ': ', if(value IS NULL, coalesce(nullIf(`text`, ''), 'no value'), '')), value IS NOT NULL, value,
  ifNull(toString(unit), ''),
  concat(
    multiIf(
      ifNull(toString(verdict), '') IN ('pass', 'fail'), concat(' (', toString(assumeNotNull(verdict)), ')'),
      value IS NULL OR (lower IS NULL AND upper IS NULL), '',
      ifNull(value < lower, 0) OR ifNull(value > upper, 0), ' (fail)',
      ' (pass)'),
    if(ifNull(invalidated, 0), ', invalidated', '')),
  ifNull(result_id, ''), ['']
FROM qc_results
WHERE lot_id = {lotId: String} AND row_id IN (SELECT row_id FROM qc_results_rows WHERE lot_id = {lotId: String})
