-- Purpose: receipts of some suppliers by month, and what became of them; rated: judged and due, as in judged-rates.sql.
-- Grain: one supplier and month.
-- Parameters: those of judged-rates.sql that filter, and suppliers.
SELECT
  r.supplier_id AS supplier_id, formatDateTime(r.received_at, '%Y-%m') AS month, count() AS lots,
  countIf({{outcome}} != 'unknown') AS labelled, countIf({{outcome}} = 'deviated') AS deviated,
  countIf(r.due AND {{outcome}} != 'unknown') AS rated, countIf(r.due AND {{outcome}} = 'deviated') AS rated_deviated
FROM received_lots AS r
WHERE r.supplier_id IN {suppliers: Array(String)}
  AND {{visible}}
  AND {{filter}}
GROUP BY supplier_id, month
ORDER BY supplier_id, month
SETTINGS max_execution_time = 30
