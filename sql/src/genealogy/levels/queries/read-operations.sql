-- Purpose: which of some nodes are operations. Grain: one operation. Parameters: nodes.
SELECT node_no
FROM nodes
PREWHERE node_no IN {nodes: Array(UInt32)}
WHERE kind = 'operation'
SETTINGS max_execution_time = 600, max_threads = {{threads}}
FORMAT Native
