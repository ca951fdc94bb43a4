-- Purpose: how many suppliers match, and of how many of them the reader may see no receipt.
-- Grain: one row.
-- Parameters: those of suppliers.sql that filter.
SELECT uniqExact(r.supplier_id) AS total, total - uniqExactIf(r.supplier_id, {{visible}}) AS withheld
FROM received_lots AS r
WHERE {{filter}}
SETTINGS max_execution_time = 30
