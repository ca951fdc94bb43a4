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
{{operations_in_mass}}
)
WHERE abs(went_in - came_out - scrapped) > 0.1 * went_in
