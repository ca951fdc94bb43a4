-- Purpose: the uses and shipments with a time, of lots with a time at which they were made or received.
-- Grain: one use or shipment.
WITH existing AS (
{{existing_lots}}
)
SELECT
  concat(x.lot_id, ' → ', n.id) AS id, x.lot_id AS lot_id, if(n.kind = 'operation', n.id, '') AS operation_id, x.item_id AS item_id, x.site_id AS site_id,
  if(e.source = 'link', 'lot_links', 'operation_inputs') AS dataset,
  concat('used by ', formatDateTime(toDateTime(e.at_until, 'UTC'), '%Y-%m-%d %H:%i'), ' at the latest, made or received ', formatDateTime(x.born, '%Y-%m-%d')) AS text
FROM edges AS e FINAL
INNER JOIN existing AS x ON x.node_no = e.parent_no
INNER JOIN nodes AS n ON n.node_no = e.child_no
WHERE e.source != 'output' AND e.at_until != 4294967295
UNION ALL
SELECT
  s.shipment_id, s.lot_id, '', x.item_id, if(ifNull(s.from_site_id, '') = '', x.site_id, assumeNotNull(s.from_site_id)), 'shipments',
  concat('shipped ', formatDateTime(assumeNotNull(s.shipped_at), '%Y-%m-%d'), ', made or received ', formatDateTime(x.born, '%Y-%m-%d'))
FROM shipments AS s
INNER JOIN existing AS x ON x.lot_id = s.lot_id
WHERE s.shipped_at IS NOT NULL
