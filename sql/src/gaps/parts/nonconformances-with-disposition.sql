-- Purpose: the nonconformances that say what became of the quantity. site_id: of the lot, else of the operation that they name.
-- Grain: one line of a nonconformance.
SELECT
  concat(n.ncr_id, if(ifNull(n.line_id, '') = '', '', concat(' / ', assumeNotNull(n.line_id)))) AS id, ifNull(n.lot_id, '') AS lot_id,
  ifNull(n.operation_id, '') AS operation_id, if(f.item_id = '', ifNull(n.item_id, ''), f.item_id) AS item_id,
  if(f.site_id = '', ifNull(toString(o.site_id), ''), toString(f.site_id)) AS site_id, assumeNotNull(n.disposition) AS disposition
FROM nonconformances AS n
LEFT ANY JOIN (
  SELECT lot_id, item_id, site_id FROM lot_facts WHERE lot_id IN (SELECT assumeNotNull(lot_id) FROM nonconformances WHERE lot_id != '')
) AS f ON f.lot_id = n.lot_id
LEFT ANY JOIN (
  SELECT operation_id, site_id
  FROM operations
  WHERE operation_id IN (SELECT assumeNotNull(operation_id) FROM nonconformances WHERE operation_id != '')
) AS o ON o.operation_id = n.operation_id
WHERE n.disposition != ''
