-- Purpose: what ended operations needed by their bill of material, without those that took a substitute or rework, or whose inputs have no quantity.
-- Grain: one operation and component.
SELECT
  o.operation_id AS operation_id, ifNull(o.item_id, '') AS item_id, ifNull(o.site_id, '') AS site_id, b.component_id AS component_id,
  ifNull(b.unit, '') AS unit, b.quantity * (assumeNotNull(o.good_quantity) + ifNull(o.scrap_quantity, 0)) AS needed
FROM operations AS o
INNER JOIN bom_components AS b ON b.item_id = o.item_id
WHERE o.ended_at IS NOT NULL AND o.good_quantity > 0 AND ifNull(o.kind, 'production') IN ('production', 'blend')
  AND (b.valid_from IS NULL OR o.started_at IS NULL OR o.started_at >= b.valid_from)
  AND (b.valid_to IS NULL OR o.started_at IS NULL OR o.started_at < b.valid_to)
  AND o.operation_id IN (SELECT operation_id FROM operation_inputs)
  AND o.operation_id NOT IN (SELECT operation_id FROM operation_inputs WHERE role IN ('substitute', 'rework') OR quantity IS NULL)
