-- Purpose: when the newest of the facts that models learn from and judge became known: their present.
-- Grain: one row; NULL when nothing is known. Rows count as they are said now: a corrected `known_at` takes the place of the former one. What a
--   source claims to have known after `now` has a wrong clock and does not count.
-- Parameters: now.
SELECT max(newest) AS newest
FROM (
  SELECT maxOrNull(known_at) AS newest FROM lots_rows FINAL WHERE known_at <= {now: DateTime64(3, 'UTC')}
  UNION ALL
  SELECT maxOrNull(known_at) FROM qc_results_rows FINAL WHERE known_at <= {now: DateTime64(3, 'UTC')}
  UNION ALL
  SELECT maxOrNull(known_at) FROM nonconformances_rows FINAL WHERE known_at <= {now: DateTime64(3, 'UTC')}
  UNION ALL
  SELECT maxOrNull(known_at) FROM operations_rows FINAL WHERE known_at <= {now: DateTime64(3, 'UTC')}
  UNION ALL
  SELECT maxOrNull(known_at) FROM operation_inputs_rows FINAL WHERE known_at <= {now: DateTime64(3, 'UTC')}
  UNION ALL
  SELECT maxOrNull(known_at) FROM movements_rows FINAL WHERE known_at <= {now: DateTime64(3, 'UTC')}
  UNION ALL
  SELECT maxOrNull(known_at) FROM shipments_rows FINAL WHERE known_at <= {now: DateTime64(3, 'UTC')}
)
SETTINGS max_execution_time = 60
