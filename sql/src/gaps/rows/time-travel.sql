-- Purpose: lots that were used or shipped before they were made or received. Dates without a time count for the whole day in every time zone.
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
WHERE e.source != 'output' AND e.at_until < x.born_from
UNION ALL
SELECT
  s.shipment_id, s.lot_id, '', x.item_id, if(ifNull(s.from_site_id, '') = '', x.site_id, assumeNotNull(s.from_site_id)), 'shipments',
  concat('shipped ', formatDateTime(s.shipped_at, '%Y-%m-%d'), ', made or received ', formatDateTime(x.born, '%Y-%m-%d'))
FROM shipments AS s
INNER JOIN existing AS x ON x.lot_id = s.lot_id
WHERE toUnixTimestamp(assumeNotNull(s.shipped_at)) + multiIf(s.shipped_at_precision = 2, 31 * 86400 + 43200, s.shipped_at_precision = 1, 129600, 0) < x.born_from
  AND s.shipped_at IS NOT NULL
