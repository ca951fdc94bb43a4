-- Purpose: where the units of some lots are. Grain: one quantity of one lot at one place. Parameters: nodes.
SELECT
  node_no, toUInt8(bucket) AS bucket, site_id, toLowCardinality(location) AS location, status, customer_id, from_party_id, unit,
  ifNull(quantity, nan) AS quantity, ifNull(value, nan) AS value
FROM lot_disposition_rows FINAL
PREWHERE node_no IN {nodes: Array(UInt32)}
ORDER BY node_no
SETTINGS max_execution_time = 600, max_threads = {{threads}}
FORMAT Native
