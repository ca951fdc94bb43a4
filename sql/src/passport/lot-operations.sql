-- Purpose: the operations that a lot came out of and went into, newest first (D7).
-- Grain: one line of an operation. known = 0: no row in operations. hidden: of a site that the reader may not see.
-- Parameters: lotId, limit, offset, allSites, sites.
SELECT
  x.operation_id AS operation_id, x.direction AS direction, x.role AS line_role, x.quantity AS quantity, x.unit AS unit,
  x.machine AS line_machine, x.operator AS line_operator, x.at AS at, x.at_precision AS at_precision,
  o.item_id AS item_id, o.site_id AS site_id, o.line AS line, o.machine AS machine, o.shift AS shift, o.operator AS operator,
  o.recipe_version AS recipe_version, o.kind AS kind, o.started_at AS started_at, o.started_at_precision AS started_at_precision,
  o.ended_at AS ended_at, o.ended_at_precision AS ended_at_precision, o.planned_quantity AS planned_quantity,
  o.good_quantity AS good_quantity, o.scrap_quantity AS scrap_quantity, o.scrap_reason AS scrap_reason, o.unit AS operation_unit,
  o.operation_id != '' AS known,
  NOT ({allSites: UInt8} OR ifNull(o.site_id, '') IN {sites: Array(String)} OR ifNull(o.site_id, '') = '') AS hidden
FROM (
  SELECT 'output' AS direction, row_id, operation_id, role, quantity, unit, machine, operator, `at`, at_precision
  FROM operation_outputs
  WHERE lot_id = {lotId: String} AND row_id IN (SELECT row_id FROM operation_outputs_rows WHERE lot_id = {lotId: String})
  UNION ALL
  SELECT 'input', row_id, operation_id, role, quantity, unit, machine, operator, `at`, at_precision
  FROM operation_inputs
  WHERE lot_id = {lotId: String} AND row_id IN (SELECT row_id FROM operation_inputs_rows WHERE lot_id = {lotId: String})
) AS x
LEFT ANY JOIN (
  SELECT *
  FROM operations
  WHERE row_id IN (
    SELECT row_id
    FROM operations_rows
    WHERE operation_id IN (
      SELECT operation_id FROM operation_outputs_rows WHERE lot_id = {lotId: String}
      UNION ALL
      SELECT operation_id FROM operation_inputs_rows WHERE lot_id = {lotId: String}
    )
  )
) AS o ON o.operation_id = x.operation_id
ORDER BY hidden, coalesce(x.at, o.started_at) DESC, x.operation_id, x.direction, x.row_id
LIMIT {limit: UInt32} OFFSET {offset: UInt32}
SETTINGS max_execution_time = 10
