-- Purpose: rows whose unit the item of their lot does not convert into the unit of the lot, so that they cannot be added up (D5).
-- Grain: one row.
SELECT
  x.id AS id, x.lot_id AS lot_id, x.operation_id AS operation_id, f.item_id AS item_id, f.site_id AS site_id, x.dataset AS dataset,
  concat(toString(x.row_unit), ' of a lot in ', f.unit) AS text
FROM (
{{rows_with_unit}}
) AS x
INNER JOIN (SELECT lot_id, item_id, site_id, unit FROM lot_facts WHERE unit != '') AS f ON f.lot_id = x.lot_id
WHERE x.row_unit != f.unit
  AND (f.item_id, x.row_unit, f.unit) NOT IN (SELECT item_id, from_unit, to_unit FROM disposition_unit_factors)
