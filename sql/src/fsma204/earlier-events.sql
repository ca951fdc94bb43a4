-- Purpose: the events before a lot was in a plant: harvesting, cooling, initial packing and first land-based receiving (21 CFR 1.1325, 1.1330, 1.1335).
-- Grain: one recorded event of one lot. hidden: it happened at a site that the reader may not see, else the lot is of such a site.
-- Parameters: kind; lots, nodes, lotIds, listing, when, from, to, site, allSites, sites: see event-question.ts.
WITH
  events AS (
    SELECT *
    FROM traceability_events
    WHERE kind = {kind: String} AND {{lots}} AND {{when}} AND {site: String} IN ('', ifNull(site_id, ''))
  )
SELECT
  ifNull(nullIf(e.event_id, ''), concat('row ', toString(e.row_id))) AS event_id, toString(e.kind) AS kind, e.at AS at, e.at_precision AS at_precision,
  e.site_id AS site_id, e.next_site_id AS next_site_id, e.commodity AS commodity, e.variety AS variety, e.quantity AS quantity, e.unit AS unit,
  e.packed_quantity AS packed_quantity, e.packed_unit AS packed_unit, e.received_at AS received_at, e.received_at_precision AS received_at_precision,
  e.from_site_id AS from_site_id, e.harvest_site_id AS harvest_site_id, e.growing_area AS growing_area, e.harvester_site_id AS harvester_site_id,
  e.harvested_at AS harvested_at, e.harvested_at_precision AS harvested_at_precision, e.harvested_until AS harvested_until,
  e.harvested_until_precision AS harvested_until_precision, e.cooling_site_id AS cooling_site_id, e.cooled_at AS cooled_at,
  e.cooled_at_precision AS cooled_at_precision, e.document AS document, e.document_type AS document_type,
  e.lot_id AS lot_id, l.item_id AS item_id, i.name AS item_name, i.packaging AS packaging, l.tlc AS tlc, l.tlc_source AS tlc_source,
  l.site_id AS lot_site_id, ifNull(toString(l.origin), '') AS lot_origin, i.food_traceability_list AS listed,
  if(ifNull(e.site_id, '') = '', ifNull(l.site_id, ''), assumeNotNull(e.site_id)) AS seen_by,
  NOT ({allSites: UInt8} OR seen_by IN {sites: Array(String)} OR seen_by = '') AS hidden
FROM events AS e
LEFT ANY JOIN (SELECT lot_id, item_id, tlc, tlc_source, site_id, origin FROM lots WHERE lot_id IN (SELECT lot_id FROM events)) AS l ON l.lot_id = e.lot_id
LEFT ANY JOIN items AS i ON i.item_id = l.item_id
WHERE {{listing}}
ORDER BY e.at, e.event_id, e.lot_id, e.row_id
SETTINGS max_execution_time = 60
