-- Purpose: the shipments of a scope's lots, with the customers' names and contacts.
-- Grain: one line of a shipment. hidden as in scope-lots, by the site it left, else by the site of the lot.
-- margin: unit price less standard cost, as the margins of scope-costs; null where one of them is not known, or another party shipped it.
-- Parameters: those of scope-stock.sql; shipments know the buckets in_transit and delivered, and both are terminal; margin (a text of scope-row-queries.ts).
SELECT
  f.node_no AS node_no, h.shipment_id AS shipment_id, h.lot_id AS lot_id, f.item_id AS item_id, i.name AS item_name,
  h.customer_id AS customer_id, c.name AS customer_name, c.country AS customer_country, c.contact AS customer_contact,
  c.recall_contact AS customer_recall_contact, h.from_party_id AS from_party_id, h.from_site_id AS from_site_id, h.order_id AS order_id,
  h.handling_unit_id AS handling_unit_id, h.reference_document AS reference_document, h.quantity AS quantity, h.unit AS unit,
  h.shipped_at AS shipped_at, h.shipped_at_precision AS shipped_at_precision,
  h.delivered_at AS delivered_at, h.delivered_at_precision AS delivered_at_precision,
  if(
    ifNull(h.from_party_id, '') = '',
    h.quantity * (h.unit_price * nullIf(r.rate, 0) - f.unit_value * if(ifNull(h.unit, '') IN ('', f.unit), 1, nullIf(u.factor, 0))),
    NULL
  ) AS margin,
  if(ifNull(h.from_site_id, '') = '', f.site_id, assumeNotNull(h.from_site_id)) AS seen_by,
  NOT ({allSites: UInt8} OR seen_by IN {sites: Array(String)} OR seen_by = '') AS hidden
FROM shipments AS h
INNER JOIN (SELECT node_no, lot_id, item_id, site_id, unit, unit_value FROM lot_facts WHERE node_no IN {nodes: Array(UInt32)}) AS f ON f.lot_id = h.lot_id
LEFT ANY JOIN items AS i ON i.item_id = f.item_id
LEFT ANY JOIN customers AS c ON c.customer_id = h.customer_id
LEFT ANY JOIN disposition_rates AS r ON r.currency = ifNull(h.currency, '')
LEFT ANY JOIN disposition_unit_factors AS u
  ON u.pair = if(ifNull(h.unit, '') IN ('', f.unit), 0, cityHash64(f.item_id, ifNull(h.unit, ''), f.unit))
WHERE h.lot_id IN (SELECT lot_id FROM lot_facts WHERE node_no IN {nodes: Array(UInt32)})
  AND {bucket: String} IN ('', 'terminal', if(h.delivered_at IS NULL, 'in_transit', 'delivered'))
  AND {customerId: String} IN ('', h.customer_id) AND {fromPartyId: String} IN ('', ifNull(h.from_party_id, ''))
  AND {country: String} IN ('', ifNull(c.country, '')) AND (NOT {noCountry: UInt8} OR ifNull(c.country, '') = '')
  AND {forwarded: String} IN ('', if(ifNull(h.from_party_id, '') = '', 'no', 'yes'))
  AND {siteId: String} IN ('', ifNull(h.from_site_id, '')) AND (NOT {noSite: UInt8} OR ifNull(h.from_site_id, '') = '')
  AND {itemId: String} IN ('', f.item_id) AND (NOT {noItem: UInt8} OR f.item_id = '')
  AND {{unknown}}
  AND {{margin}}
  AND ({q: String} = '' OR positionCaseInsensitiveUTF8(h.lot_id, {q: String}) > 0)
ORDER BY f.node_no, h.shipped_at, h.shipment_id, h.row_id
SETTINGS max_execution_time = 60
