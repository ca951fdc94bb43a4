-- Purpose: from when to when the rows that KPIs are made of reach, by the times that KPIs count them at.
-- Grain: one dataset.
INSERT INTO fact_spans_build
SELECT 'operations', count(), minOrNull(happened), maxOrNull(happened)
FROM (SELECT coalesce(ended_at, started_at, recorded_at) AS happened FROM operations_rows WHERE NOT deleted)
UNION ALL
SELECT 'movements', count(), minOrNull(`at`), maxOrNull(`at`) FROM movements_rows WHERE NOT deleted
UNION ALL
SELECT 'nonconformances', count(), minOrNull(happened), maxOrNull(happened)
FROM (SELECT coalesce(opened_at, recorded_at) AS happened FROM nonconformances_rows WHERE NOT deleted)
UNION ALL
SELECT 'qc_results', count(), minOrNull(`at`), maxOrNull(`at`) FROM qc_results_rows WHERE NOT deleted
UNION ALL
SELECT 'stock_counts', count(), minOrNull(counted_at), maxOrNull(counted_at) FROM stock_counts_rows WHERE NOT deleted
UNION ALL
SELECT 'lots', count(), minOrNull(happened), maxOrNull(happened)
FROM (SELECT coalesce(received_at, manufactured_at, created_at) AS happened FROM lots_rows WHERE NOT deleted)
SETTINGS max_execution_time = 600
