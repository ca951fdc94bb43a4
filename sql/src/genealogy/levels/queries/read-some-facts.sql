-- Purpose: what a trace says of some lots, but for their production lots (read-members.sql). Grain: one lot. Parameters: nodes.
-- The setting of threads is filled in by how many nodes there are.
SELECT
  node_no, item_id, item_kind, site_id, unit, known, toLowCardinality('') AS production_lot_id,
  toUInt32(greatest(0, toInt64(toUnixTimestamp64Milli(ifNull(coalesce(made_at, received_at), toDateTime64(0, 3, 'UTC')))) / 1000)) AS made_at
FROM lot_facts_rows FINAL
PREWHERE node_no IN {nodes: Array(UInt32)}
ORDER BY node_no
SETTINGS max_execution_time = 600, max_threads = {{threads}}
FORMAT Native
