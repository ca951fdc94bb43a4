-- Purpose: lots of which more is accounted for than was made or received, and operations whose outputs and scrap differ from their inputs by
-- more than a tenth, where all lines have the same unit of mass (D5; pieces are not conserved: five go into one).
-- Grain: one lot or operation.
SELECT
  f.lot_id AS id, f.lot_id AS lot_id, '' AS operation_id, f.item_id AS item_id, f.site_id AS site_id, 'lots' AS dataset,
  concat(toString(round(f.quantity + d.excess, 3)), ' ', d.unit, ' are accounted for, ', toString(round(f.quantity, 3)), ' were made or received') AS text
FROM (
  SELECT node_no, -sum(quantity) AS excess, unit FROM lot_disposition WHERE bucket = 'unknown' AND quantity < 0 GROUP BY node_no, unit
) AS d
INNER JOIN lot_facts AS f ON f.node_no = d.node_no AND f.unit = d.unit
WHERE d.excess > 0.01 * f.quantity
UNION ALL
SELECT
  operation_id, '', operation_id, item_id, site_id, 'operations',
  concat(toString(round(went_in, 3)), ' ', sole_unit, ' went in, ', toString(round(came_out + scrapped, 3)), ' came out or were scrapped')
FROM (
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
)
WHERE abs(went_in - came_out - scrapped) > 0.1 * went_in
