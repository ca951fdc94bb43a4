-- Purpose: how many received lots match, and how many of them belong to sites that the reader may not see.
-- Grain: one row.
-- Parameters: those of supplier-lots.sql that filter.
SELECT count() AS total, countIf(NOT {{visible}}) AS withheld
FROM received_lots AS r
WHERE {{filter}}
SETTINGS max_execution_time = 30
