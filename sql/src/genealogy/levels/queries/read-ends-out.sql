-- Purpose: where links lead to from stretches of 2048 node numbers, superseded and deleted ones too. Grain: one version of one recorded row.
-- Parameters: stretches.
SELECT parent_no, child_no
FROM edges
PREWHERE intDiv(parent_no, 2048) IN {stretches: Array(UInt32)}
SETTINGS max_execution_time = 600, max_threads = 1
FORMAT Native
