-- Purpose: the shipments of a lot, newest first. relation: a party shipped it on (second tier) or we did (D15).
-- Grain: one line of a shipment. hidden: it left a site that the reader may not see.
-- Parameters: lotId, limit, offset, allSites, sites.
SELECT
  h.shipment_id AS shipment_id, h.line_id AS line_id, h.customer_id AS customer_id, c.name AS customer_name, h.from_party_id AS from_party_id,
  h.from_site_id AS from_site_id, h.ship_to_site_id AS ship_to_site_id, h.order_id AS order_id, h.handling_unit_id AS handling_unit_id,
  h.quantity AS quantity, h.unit AS unit, h.shipped_at AS shipped_at, h.shipped_at_precision AS shipped_at_precision,
  h.delivered_at AS delivered_at, h.delivered_at_precision AS delivered_at_precision, h.documents_complete AS documents_complete,
  h.reference_document AS reference_document,
  NOT ({allSites: UInt8} OR ifNull(h.from_site_id, '') IN {sites: Array(String)} OR ifNull(h.from_site_id, '') = '') AS hidden
FROM shipments AS h
LEFT ANY JOIN customers AS c ON c.customer_id = h.customer_id
WHERE h.lot_id = {lotId: String} AND h.row_id IN (SELECT row_id FROM shipments_rows WHERE lot_id = {lotId: String})
ORDER BY hidden, h.shipped_at DESC, h.shipment_id, h.row_id
LIMIT {limit: UInt32} OFFSET {offset: UInt32}
SETTINGS max_execution_time = 10
