-- Purpose: production lots of some serials (D1). Grain: one serial. Parameters: nodes, the serials among other lots; lots, the production lots
-- that come into question.
SELECT p.node_no AS productionLot, f.node_no AS serial
FROM (
  SELECT node_no, production_lot_id
  FROM lot_facts_rows FINAL
  PREWHERE node_no IN {nodes: Array(UInt32)}
  WHERE production_lot_id != ''
) AS f
INNER JOIN (
  SELECT node_no, id
  FROM nodes
  PREWHERE node_no IN {lots: Array(UInt32)}
  WHERE kind = 'lot'
) AS p ON p.id = f.production_lot_id
SETTINGS max_execution_time = 600
