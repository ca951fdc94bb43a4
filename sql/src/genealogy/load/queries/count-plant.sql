-- Purpose: how much there is to load, and up to which import. Grain: one row. Parameters: none.
SELECT
  (SELECT count() FROM nodes) AS nodes,
  (SELECT countIf(kind = 'operation') FROM nodes) AS operations,
  (SELECT max(node_no) FROM nodes) AS lastNode,
  (SELECT sum(length(id)) FROM nodes) AS nameBytes,
  (SELECT count() FROM edges) AS edges,
  (SELECT countIf(production_lot_id != '') FROM lot_facts_rows) AS serials,
  (SELECT max(version) FROM edges) AS edgeVersion,
  (SELECT count() FROM lot_disposition_rows) AS dispositionRows
SETTINGS max_execution_time = 600
