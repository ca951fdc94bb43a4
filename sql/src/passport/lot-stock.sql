-- Purpose: where the units of a lot are, with their status at each place (D13).
-- Grain: one row of the disposition. hidden: of a site that the reader may not see.
-- Parameters: lotId, limit, offset, allSites, sites.
SELECT
  d.bucket AS bucket, d.site_id AS site_id, s.name AS site_name, d.location AS location, d.status AS status,
  d.customer_id AS customer_id, c.name AS customer_name, d.from_party_id AS from_party_id, d.quantity AS quantity, d.unit AS unit, d.value AS value,
  NOT ({allSites: UInt8} OR d.site_id IN {sites: Array(String)} OR d.site_id = '') AS hidden
FROM lot_disposition AS d
LEFT ANY JOIN sites AS s ON s.site_id = d.site_id
LEFT ANY JOIN customers AS c ON c.customer_id = d.customer_id
WHERE d.node_no IN (SELECT node_no FROM lot_facts_rows WHERE lot_id = {lotId: String}) AND (d.quantity IS NULL OR d.quantity != 0 OR d.customer_id = '')
ORDER BY hidden, d.bucket, d.site_id, d.location, d.status, d.customer_id, d.from_party_id, d.unit
LIMIT {limit: UInt32} OFFSET {offset: UInt32}
SETTINGS max_execution_time = 10
