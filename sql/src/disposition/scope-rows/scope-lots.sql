-- Purpose: lots of a scope with their facts and their value in terminal buckets (D14).
-- Grain: one lot. hidden: it belongs to a site that the reader may not see.
-- Parameters: nodes; bucket ('terminal': all but consumed, scrapped and what is accounted for beyond what was made), customerId, country, fromPartyId, forwarded (yes, no), siteId, itemId, q ('': any);
-- noCountry (customers without one), noSite, noItem;
-- unknown (a text of scope-row-queries.ts); allSites, sites.
-- A row of 0 at a party says that it received some and holds none: it is asked for with the party only.
SELECT
  f.node_no AS node_no, f.lot_id AS lot_id, f.lot_number AS lot_number, f.item_id AS item_id, i.name AS item_name, f.item_kind AS kind,
  f.site_id AS site_id, s.name AS site_name, f.supplier_id AS supplier_id, f.supplier_lot AS supplier_lot,
  f.quantity AS quantity, f.unit AS unit, f.made_at AS made_at, f.made_at_precision AS made_at_precision,
  f.expires_at AS expires_at, f.expires_at_precision AS expires_at_precision,
  d.worth AS value, d.unvalued AS unvalued, f.known AS known,
  NOT ({allSites: UInt8} OR f.site_id IN {sites: Array(String)} OR f.site_id = '') AS hidden
FROM lot_facts AS f
LEFT ANY JOIN (
  SELECT node_no, sum(value) AS worth, countIf(value IS NULL) AS unvalued
  FROM lot_disposition
  WHERE node_no IN {nodes: Array(UInt32)} AND bucket NOT IN ('consumed', 'scrapped')
  GROUP BY node_no
) AS d ON d.node_no = f.node_no
LEFT ANY JOIN items AS i ON i.item_id = f.item_id
LEFT ANY JOIN sites AS s ON s.site_id = f.site_id
WHERE f.node_no IN {nodes: Array(UInt32)}
  AND {siteId: String} IN ('', f.site_id) AND (NOT {noSite: UInt8} OR f.site_id = '')
  AND {itemId: String} IN ('', f.item_id) AND (NOT {noItem: UInt8} OR f.item_id = '')
  AND {{unknown}}
  AND ({q: String} = '' OR positionCaseInsensitiveUTF8(f.lot_id, {q: String}) > 0)
  AND (({bucket: String} = '' AND {customerId: String} = '' AND {country: String} = '' AND NOT {noCountry: UInt8} AND {fromPartyId: String} = '' AND {forwarded: String} = '') OR f.node_no IN (
    SELECT node_no
    FROM lot_disposition
    WHERE node_no IN {nodes: Array(UInt32)}
      AND ({bucket: String} IN ('', toString(bucket)) OR {bucket: String} = 'terminal' AND bucket NOT IN ('consumed', 'scrapped')
    AND NOT (bucket = 'unknown' AND ifNull(quantity, 0) < 0))
      AND {customerId: String} IN ('', customer_id) AND {fromPartyId: String} IN ('', from_party_id)
      AND ({country: String} = '' OR customer_id IN (SELECT customer_id FROM customers WHERE country = {country: String}))
      AND (NOT {noCountry: UInt8} OR customer_id != '' AND customer_id NOT IN (SELECT customer_id FROM customers WHERE country != ''))
      AND (quantity IS NULL OR quantity != 0 OR customer_id = '' OR {customerId: String} != '')
      AND {forwarded: String} IN ('', multiIf(customer_id = '', 'none', from_party_id = '', 'no', 'yes'))
  ))
SETTINGS max_execution_time = 60
