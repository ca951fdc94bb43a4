-- Purpose: where links lead to from some nodes, superseded and deleted ones too. Grain: one version of one recorded row. Parameters: nodes.
SELECT child_no
FROM edges
PREWHERE parent_no IN {nodes: Array(UInt32)}
SETTINGS max_execution_time = 600, max_threads = 1
FORMAT Native
