-- Purpose: the lots that were made, and what operations needed by their bill of material.
-- Grain: one lot; one operation and component.
SELECT lot_id AS id, lot_id, '' AS operation_id, item_id, site_id, 'lots' AS dataset, 'a lot that was made' AS text
FROM lots_made
UNION ALL
SELECT
  operation_id, '', operation_id, item_id, site_id, 'operations',
  concat('needed ', toString(round(needed, 3)), ' ', unit, ' of the component ', component_id)
FROM (
{{needed_components}}
)
