-- Purpose: where links come from that lead to stretches of 2048 node numbers, superseded and deleted ones too. Grain: one version of one
-- recorded row. Parameters: stretches.
SELECT child_no, parent_no
FROM edges_by_child
PREWHERE intDiv(child_no, 2048) IN {stretches: Array(UInt32)}
SETTINGS max_execution_time = 600, max_threads = 1
FORMAT Native
