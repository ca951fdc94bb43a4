-- Purpose: from when to when the rows that KPIs are made of reached at the last refresh.
-- Grain: one dataset that has rows; none before the first refresh.
SELECT dataset, toUnixTimestamp64Milli(first) AS first, toUnixTimestamp64Milli(last) AS last
FROM fact_spans
WHERE row_count > 0
SETTINGS max_execution_time = 10
