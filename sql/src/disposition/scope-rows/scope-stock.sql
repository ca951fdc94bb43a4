-- Purpose: where the units of a scope's lots are: every bucket, place, status and party.
-- Grain: one row of the disposition. expired is derived (D13); null: the lot has no expiry date. hidden as in scope-lots.
-- Parameters: nodes; bucket ('terminal': all but consumed, scrapped and what is accounted for beyond what was made), customerId, country, fromPartyId, forwarded (yes, no), siteId, itemId, q ('': any);
-- noCountry (customers without one), noSite, noItem, unvalued (what is at stake without a value);
-- unknown (a text of scope-row-queries.ts); allSites, sites.
-- A row of 0 at a party says that it received some and holds none: it is asked for with the party only.
SELECT
  d.node_no AS node_no, f.lot_id AS lot_id, f.item_id AS item_id, i.name AS item_name, d.bucket AS bucket,
  d.site_id AS site_id, s.name AS site_name, d.location AS location, d.status AS status, f.expired_from <= now64(3) AS expired,
  d.customer_id AS customer_id, c.name AS customer_name, d.from_party_id AS from_party_id, d.quantity AS quantity, d.unit AS unit, d.value AS value,
  if(d.site_id = '', f.site_id, d.site_id) AS seen_by,
  NOT ({allSites: UInt8} OR seen_by IN {sites: Array(String)} OR seen_by = '') AS hidden
FROM lot_disposition AS d
INNER JOIN (SELECT * FROM lot_facts WHERE node_no IN {nodes: Array(UInt32)}) AS f ON f.node_no = d.node_no
LEFT ANY JOIN items AS i ON i.item_id = f.item_id
LEFT ANY JOIN sites AS s ON s.site_id = d.site_id
LEFT ANY JOIN customers AS c ON c.customer_id = d.customer_id
WHERE d.node_no IN {nodes: Array(UInt32)}
  AND ({bucket: String} IN ('', toString(d.bucket)) OR {bucket: String} = 'terminal' AND d.bucket NOT IN ('consumed', 'scrapped')
    AND NOT (d.bucket = 'unknown' AND ifNull(d.quantity, 0) < 0))
  AND {customerId: String} IN ('', d.customer_id) AND {fromPartyId: String} IN ('', d.from_party_id)
  AND {country: String} IN ('', ifNull(c.country, '')) AND (NOT {noCountry: UInt8} OR d.customer_id != '' AND ifNull(c.country, '') = '')
  AND (d.quantity IS NULL OR d.quantity != 0 OR d.customer_id = '' OR {customerId: String} != '')
  AND {forwarded: String} IN ('', multiIf(d.customer_id = '', 'none', d.from_party_id = '', 'no', 'yes'))
  AND {siteId: String} IN ('', d.site_id) AND (NOT {noSite: UInt8} OR d.site_id = '')
  AND {itemId: String} IN ('', f.item_id) AND (NOT {noItem: UInt8} OR f.item_id = '')
  AND (NOT {unvalued: UInt8} OR d.value IS NULL AND d.bucket NOT IN ('consumed', 'scrapped') AND ifNull(d.quantity, 1) > 0)
  AND {{unknown}}
  AND ({q: String} = '' OR positionCaseInsensitiveUTF8(f.lot_id, {q: String}) > 0)
ORDER BY d.node_no, d.bucket, d.site_id, d.location, d.status, d.customer_id, d.from_party_id, d.unit
SETTINGS max_execution_time = 60
