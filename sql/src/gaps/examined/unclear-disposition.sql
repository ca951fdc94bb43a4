-- Purpose: the nonconformances that say what became of the quantity.
-- Grain: one line of a nonconformance.
SELECT id, lot_id, operation_id, item_id, site_id, 'nonconformances' AS dataset, disposition AS text
FROM (
{{nonconformances_with_disposition}}
)
