-- Purpose: the rows with a unit.
-- Grain: one row.
SELECT x.id AS id, x.lot_id AS lot_id, x.operation_id AS operation_id, '' AS item_id, x.site_id AS site_id, x.dataset AS dataset, toString(x.row_unit) AS text
FROM (
{{rows_with_unit}}
) AS x
