-- Purpose: the production lots that touched serials belong to, or belonged to: how much of them is serialised depends on their members (D1).
-- Grain: one lot.
INSERT INTO disposition_touched
SELECT node_no, id
FROM nodes
WHERE kind = 'lot'
  AND id IN (
    SELECT assumeNotNull(production_lot_id) FROM lots WHERE production_lot_id != '' AND lot_id IN (SELECT lot_id FROM disposition_touched)
    UNION ALL
    SELECT production_lot_id FROM lot_facts WHERE production_lot_id != '' AND node_no IN (SELECT node_no FROM disposition_touched)
  )
  AND node_no NOT IN (SELECT node_no FROM disposition_touched)
SETTINGS max_execution_time = 600
