-- Purpose: ids of some nodes. Grain: one node. Parameters: nodes.
SELECT node_no, id
FROM nodes
PREWHERE node_no IN {nodes: Array(UInt32)}
SETTINGS max_execution_time = 600, max_threads = {{threads}}
FORMAT Native
