-- Purpose: how many suppliers, or items, match, and of how many of them the reader may see no receipt.
-- Grain: one row.
-- Parameters: those of judged-rates.sql that filter.
SELECT uniqExact({{by}}) AS total, total - uniqExactIf({{by}}, {{visible}}) AS withheld
FROM received_lots AS r
WHERE {{filter}}
SETTINGS max_execution_time = 30
