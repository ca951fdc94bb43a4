-- Purpose: what was shipped (21 CFR 1.1340): shipments of ours, goods sent between sites, goods sent back to a supplier.
-- A movement that ships is an event of its own only where no shipment tells of it: neither the one that it names, nor, if it names none, any of the lot.
-- Grain: one line of a shipment, or one movement. hidden as in earlier-events.sql.
-- Parameters: as there, without kind.
WITH
  of_lots AS (
    SELECT *, ifNull(from_site_id, '') AS origin_site, ifNull(to_site_id, '') AS destination
    FROM movements
    WHERE reason IN ('transfer', 'ship', 'return') AND {{lots}} AND {{when}}
  ),
  events AS (
    SELECT
      'shipments' AS recorded_as, '' AS reason, shipment_id AS event_id, ifNull(line_id, '') AS line_id, lot_id, quantity, unit,
      from_site_id AS site_id, ship_to_site_id AS to_site_id, customer_id, shipped_at AS at, shipped_at_precision AS at_precision,
      reference_document_type AS document_type, reference_document AS document, row_id
    FROM shipments
    WHERE ifNull(from_party_id, '') = '' AND {{lots}} AND {{when}}
    UNION ALL
    SELECT
      'movements', toString(reason), ifNull(nullIf(movement_id, ''), concat('row ', toString(row_id))), '', lot_id, toNullable(quantity), unit,
      from_site_id, to_site_id, '', toNullable(m.at), at_precision, document_type, document, row_id
    FROM of_lots AS m
    WHERE reason = 'transfer' AND origin_site != '' AND destination != '' AND origin_site != destination
      OR reason = 'return' AND destination IN (SELECT site_id FROM sites WHERE kind = 'supplier')
      OR reason = 'ship' AND (destination = '' OR origin_site != destination)
        AND if(
          ifNull(shipment_id, '') = '',
          lot_id NOT IN (SELECT lot_id FROM shipments WHERE lot_id IN (SELECT lot_id FROM of_lots WHERE reason = 'ship')),
          assumeNotNull(shipment_id) NOT IN (
            SELECT shipment_id FROM shipments WHERE shipment_id IN (SELECT assumeNotNull(shipment_id) FROM of_lots WHERE reason = 'ship' AND shipment_id != '')
          ))
  ),
  placed AS (SELECT * FROM events WHERE {site: String} IN ('', ifNull(site_id, '')))
SELECT
  e.recorded_as AS recorded_as, e.reason AS reason, e.event_id AS event_id, e.line_id AS line_id, e.quantity AS quantity, e.unit AS unit,
  e.site_id AS site_id, e.to_site_id AS to_site_id, e.customer_id AS customer_id, e.at AS at, e.at_precision AS at_precision,
  e.document_type AS document_type, e.document AS document,
  e.lot_id AS lot_id, l.item_id AS item_id, i.name AS item_name, i.packaging AS packaging, l.tlc AS tlc, l.tlc_source AS tlc_source,
  l.site_id AS lot_site_id, ifNull(toString(l.origin), '') AS lot_origin, i.food_traceability_list AS listed,
  if(ifNull(e.site_id, '') = '', ifNull(l.site_id, ''), assumeNotNull(e.site_id)) AS seen_by,
  NOT ({allSites: UInt8} OR seen_by IN {sites: Array(String)} OR seen_by = '') AS hidden
FROM placed AS e
LEFT ANY JOIN (SELECT lot_id, item_id, tlc, tlc_source, site_id, origin FROM lots WHERE lot_id IN (SELECT lot_id FROM placed)) AS l ON l.lot_id = e.lot_id
LEFT ANY JOIN items AS i ON i.item_id = l.item_id
WHERE {{listing}}
ORDER BY e.at, e.event_id, e.line_id, e.lot_id, e.row_id
SETTINGS max_execution_time = 60
