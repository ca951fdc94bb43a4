-- Purpose: links that lead to some nodes; the reader drops what was superseded or deleted, which costs less than FINAL.
-- Grain: one version of one recorded row. Parameters: nodes.
SELECT
  parent_no, child_no, at_from, at_until, quantity, unit, toUInt8(source) AS source, kind,
  toUInt32(bitAnd(row_key, 4294967295)) AS key, deleted, toFloat64(version) AS version
FROM edges_by_child
PREWHERE child_no IN {nodes: Array(UInt32)}
SETTINGS max_execution_time = 600, max_threads = {{threads}}
FORMAT Native
