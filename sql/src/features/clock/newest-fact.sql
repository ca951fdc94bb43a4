-- Purpose: when the newest of the facts that models learn from and judge became known: their present.
-- Grain: one row; NULL when nothing is known. What a source claims to have known after `now` has a wrong clock and does not count.
-- Parameters: now.
SELECT max(newest) AS newest
FROM (
  SELECT maxOrNull(known_at) AS newest FROM lots_rows WHERE known_at <= {now: DateTime64(3, 'UTC')}
  UNION ALL
  SELECT maxOrNull(known_at) FROM qc_results_rows WHERE known_at <= {now: DateTime64(3, 'UTC')}
  UNION ALL
  SELECT maxOrNull(known_at) FROM nonconformances_rows WHERE known_at <= {now: DateTime64(3, 'UTC')}
  UNION ALL
  SELECT maxOrNull(known_at) FROM operations_rows WHERE known_at <= {now: DateTime64(3, 'UTC')}
  UNION ALL
  SELECT maxOrNull(known_at) FROM operation_inputs_rows WHERE known_at <= {now: DateTime64(3, 'UTC')}
  UNION ALL
  SELECT maxOrNull(known_at) FROM movements_rows WHERE known_at <= {now: DateTime64(3, 'UTC')}
  UNION ALL
  SELECT maxOrNull(known_at) FROM shipments_rows WHERE known_at <= {now: DateTime64(3, 'UTC')}
)
SETTINGS max_execution_time = 60
