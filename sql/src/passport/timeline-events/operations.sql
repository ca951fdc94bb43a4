SELECT
  coalesce(x.at, if(x.is_input, o.started_at, o.ended_at)),
  multiIf(x.at IS NOT NULL, x.at_precision, x.is_input, o.started_at_precision, o.ended_at_precision), 'operation',
  concat(if(x.is_input, 'Went into ', 'Came out of '), x.operation_id, ': '), 1, x.quantity, x.unit, '', x.operation_id, [ifNull(toString(o.site_id), '')]
FROM (
  SELECT 0 AS is_input, operation_id, quantity, ifNull(toString(unit), '') AS unit, `at`, at_precision
  FROM operation_outputs
  WHERE lot_id = {lotId: String} AND row_id IN (SELECT row_id FROM operation_outputs_rows WHERE lot_id = {lotId: String})
  UNION ALL
  SELECT 1, operation_id, quantity, ifNull(toString(unit), ''), `at`, at_precision
  FROM operation_inputs
  WHERE lot_id = {lotId: String} AND row_id IN (SELECT row_id FROM operation_inputs_rows WHERE lot_id = {lotId: String})
) AS x
LEFT ANY JOIN known_operations AS o ON o.operation_id = x.operation_id
