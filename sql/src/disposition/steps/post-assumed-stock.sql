-- Purpose: lots whose stock is kept by movements but whose own arrival was not booked: what was made or received came into their site.
-- Grain: one lot.
INSERT INTO disposition_entries
SELECT node_no, 'stock', site_id, '', unit, assumeNotNull(quantity), ifNull(toUnixTimestamp(made_at), 0), 'assumed'
FROM lot_facts_build
WHERE quantity IS NOT NULL
  AND node_no IN (SELECT node_no FROM disposition_converted WHERE kind IN ('transfer', 'adjust', 'dispatch', 'arrival'))
  AND node_no NOT IN (SELECT node_no FROM disposition_converted WHERE kind IN ('receipt', 'produce'))
SETTINGS max_execution_time = 600
