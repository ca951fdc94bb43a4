-- Purpose: the nonconformances that say what became of the quantity.
-- Grain: one line of a nonconformance.
SELECT
  concat(n.ncr_id, if(ifNull(n.line_id, '') = '', '', concat(' / ', assumeNotNull(n.line_id)))) AS id, ifNull(n.lot_id, '') AS lot_id,
  ifNull(n.operation_id, '') AS operation_id, if(f.item_id = '', ifNull(n.item_id, ''), f.item_id) AS item_id, f.site_id AS site_id,
  'nonconformances' AS dataset, assumeNotNull(n.disposition) AS text
FROM nonconformances AS n
LEFT ANY JOIN (
  SELECT lot_id, item_id, site_id FROM lot_facts WHERE lot_id IN (SELECT assumeNotNull(lot_id) FROM nonconformances WHERE lot_id != '')
) AS f ON f.lot_id = n.lot_id
WHERE n.disposition != ''
