-- Purpose: what was received (21 CFR 1.1345): receipts, goods from other sites, what customers sent back, and received lots without a receipt.
-- A first landing of the lot at the site is told by earlier-events.sql and left out (1.1345(c)).
-- Grain: one movement, or one lot that was received without one. hidden as in earlier-events.sql.
-- Parameters: as there, without kind.
WITH
  events AS (
    SELECT
      'movements' AS recorded_as, toString(reason) AS reason, ifNull(nullIf(movement_id, ''), concat('row ', toString(row_id))) AS event_id, lot_id,
      toNullable(quantity) AS quantity, unit, to_site_id AS site_id, from_site_id, shipment_id, toNullable(m.at) AS at, at_precision, document_type,
      document, row_id
    FROM movements AS m
    WHERE {{lots}} AND {{when}} AND (
      reason = 'receipt'
      OR reason = 'transfer' AND from_site_id != '' AND to_site_id != '' AND from_site_id != to_site_id
      OR reason = 'return' AND ifNull(operation_id, '') = '' AND to_site_id != '' AND to_site_id NOT IN (SELECT site_id FROM sites WHERE kind = 'supplier'))
    UNION ALL
    SELECT
      'lots', 'receipt', concat('receipt of ', lot_id), lot_id, quantity, unit, site_id, supplier_site_id, NULL, received_at AS at,
      received_at_precision, NULL, NULL, row_id
    FROM lots
    WHERE origin = 'received' AND {{lots}} AND {{when}} AND lot_id NOT IN (SELECT lot_id FROM movements WHERE reason = 'receipt' AND {{lots}})
  ),
  placed AS (
    SELECT *
    FROM events
    WHERE {site: String} IN ('', ifNull(site_id, ''))
      AND (lot_id, ifNull(site_id, '')) NOT IN (
        SELECT lot_id, ifNull(site_id, '') FROM traceability_events WHERE kind = 'first_land_based_receiving')
  )
SELECT
  e.recorded_as AS recorded_as, e.reason AS reason, e.event_id AS event_id, e.quantity AS quantity, e.unit AS unit,
  e.site_id AS site_id, coalesce(nullIf(e.from_site_id, ''), if(e.reason = 'receipt', l.supplier_site_id, NULL)) AS from_site_id,
  if(e.reason = 'receipt', l.supplier_id, NULL) AS supplier_id, s.customer_id AS customer_id, e.at AS at, e.at_precision AS at_precision,
  e.document_type AS document_type, e.document AS document,
  e.lot_id AS lot_id, l.item_id AS item_id, i.name AS item_name, i.packaging AS packaging, l.tlc AS tlc, l.tlc_source AS tlc_source,
  l.site_id AS lot_site_id, ifNull(toString(l.origin), '') AS lot_origin, i.food_traceability_list AS listed,
  if(ifNull(e.site_id, '') = '', ifNull(l.site_id, ''), assumeNotNull(e.site_id)) AS seen_by,
  NOT ({allSites: UInt8} OR seen_by IN {sites: Array(String)} OR seen_by = '') AS hidden
FROM placed AS e
LEFT ANY JOIN (
  SELECT lot_id, item_id, tlc, tlc_source, site_id, origin, supplier_id, supplier_site_id FROM lots WHERE lot_id IN (SELECT lot_id FROM placed)
) AS l ON l.lot_id = e.lot_id
LEFT ANY JOIN items AS i ON i.item_id = l.item_id
LEFT ANY JOIN (
  SELECT shipment_id, customer_id FROM shipments WHERE shipment_id IN (SELECT shipment_id FROM placed WHERE reason = 'return' AND shipment_id != '')
) AS s ON s.shipment_id = if(e.reason = 'return', ifNull(e.shipment_id, ''), '')
WHERE {{listing}}
ORDER BY e.at, e.event_id, e.lot_id, e.row_id
SETTINGS max_execution_time = 60
