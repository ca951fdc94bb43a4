-- Purpose: between which node numbers the serials of production lots stand (D1); superseded facts may widen that. Grain: one production lot
-- that has a number. Parameters: none.
SELECT n.node_no AS lot, f.first_serial AS first, f.last_serial AS last
FROM (
  SELECT node_no, id
  FROM nodes
  WHERE kind = 'lot' AND id IN (SELECT production_lot_id FROM lot_facts_rows WHERE production_lot_id != '')
) AS n
INNER JOIN (
  SELECT production_lot_id, min(node_no) AS first_serial, max(node_no) AS last_serial
  FROM lot_facts_rows
  WHERE production_lot_id != ''
  GROUP BY production_lot_id
) AS f ON f.production_lot_id = n.id
ORDER BY lot
SETTINGS max_execution_time = 600
FORMAT Native
