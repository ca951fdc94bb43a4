-- Purpose: where links come from that lead to some nodes, superseded and deleted ones too. Grain: one version of one recorded row.
-- Parameters: nodes.
SELECT parent_no
FROM edges_by_child
PREWHERE child_no IN {nodes: Array(UInt32)}
SETTINGS max_execution_time = 600, max_threads = 1
FORMAT Native
