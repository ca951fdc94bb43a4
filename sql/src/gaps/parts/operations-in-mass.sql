-- Purpose: what went into operations and came out of them, where all lines have a quantity in the same unit of mass (D5).
-- Grain: one operation.
SELECT
  b.operation_id AS operation_id, ifNull(o.item_id, '') AS item_id, ifNull(o.site_id, '') AS site_id, went_in, came_out, sole_unit,
  if(ifNull(o.unit, '') IN ('', sole_unit), ifNull(o.scrap_quantity, 0), 0) AS scrapped
FROM (
  SELECT operation_id, sum(input) AS went_in, sum(output) AS came_out, any(unit) AS sole_unit
  FROM (
    SELECT operation_id, quantity AS input, 0 AS output, ifNull(unit, '') AS unit FROM operation_inputs
    UNION ALL
    SELECT operation_id, 0, quantity, ifNull(unit, '') FROM operation_outputs
  )
  GROUP BY operation_id
  HAVING uniqExact(unit) = 1 AND lower(sole_unit) IN ('kg', 'g', 'mg', 't', 'to', 'lb', 'lbs', 'oz', 'kgm', 'grm', 'tne', 'lbr', 'onz') AND countIf(input IS NULL OR output IS NULL) = 0 AND went_in > 0 AND came_out > 0
) AS b
INNER JOIN operations AS o ON o.operation_id = b.operation_id
