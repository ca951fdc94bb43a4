-- Purpose: the defects found more than once in lots of some suppliers, five of each.
-- Grain: one supplier and defect.
-- Parameters: those of judged-rates.sql that filter, and suppliers.
WITH theirs AS (
  SELECT r.lot_id AS lot_id, r.supplier_id AS supplier_id
  FROM received_lots AS r
  WHERE r.supplier_id IN {suppliers: Array(String)}
    AND {{visible}}
    AND {{filter}}
)
SELECT
  theirs.supplier_id AS supplier_id, assumeNotNull(n.defect) AS defect, uniqExact(n.ncr_id) AS times,
  argMax((ifNull(n.opened_at, n.known_at), n.opened_at_precision), ifNull(n.opened_at, n.known_at)) AS newest,
  newest.1 AS last, if(max(n.opened_at) IS NULL, 0, newest.2) AS last_precision
FROM (SELECT * FROM nonconformances WHERE ifNull(defect, '') != '' AND lot_id IN (SELECT lot_id FROM theirs)) AS n
INNER JOIN theirs ON theirs.lot_id = n.lot_id
GROUP BY supplier_id, defect
HAVING times > 1
ORDER BY supplier_id, times DESC, defect
LIMIT 5 BY supplier_id
SETTINGS max_execution_time = 30
