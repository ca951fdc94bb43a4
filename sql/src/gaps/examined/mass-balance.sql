-- Purpose: the lots with a quantity, and the operations of which all lines are in one unit of mass (D5).
-- Grain: one lot or operation.
SELECT
  lot_id AS id, lot_id, '' AS operation_id, item_id, site_id, 'lots' AS dataset,
  concat(toString(round(assumeNotNull(quantity), 3)), ' ', unit, ' were made or received') AS text
FROM lot_facts
WHERE quantity IS NOT NULL
UNION ALL
SELECT
  operation_id, '', operation_id, item_id, site_id, 'operations',
  concat(toString(round(went_in, 3)), ' ', sole_unit, ' went in, ', toString(round(came_out + scrapped, 3)), ' came out or were scrapped')
FROM (
{{operations_in_mass}}
)
