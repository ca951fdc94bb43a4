-- Purpose: the rows of a run as they are shown: a lot whose outcome is known keeps the score that was made before it was.
-- Grain: one received lot of the run.
-- Parameters: shadow (1: a challenger's run, which keeps the challenger's scores).
INSERT INTO supplier_lot_score_rows
WITH n.outcome_known_at IS NOT NULL AND f.probability IS NOT NULL AND f.data_as_of < n.outcome_known_at AS earlier
SELECT
  n.batch, n.lot_id, n.supplier_lot, n.supplier_id, n.item_id, n.site_id,
  if(earlier, f.predicted_at, n.predicted_at), if(earlier, f.model_id, n.model_id), if(earlier, f.model_version, n.model_version),
  if(earlier, f.scored_at, n.scored_at), if(earlier, f.data_as_of, n.data_as_of), if(earlier, f.skill, n.skill), if(earlier, f.verdict, n.verdict),
  if(earlier, f.probability, n.probability), if(earlier, f.low, n.low), if(earlier, f.high, n.high),
  if(earlier, f.supplier_rate, n.supplier_rate), if(earlier, f.drivers, n.drivers),
  n.outcome, n.outcome_known_at
FROM supplier_lot_scores_build AS n
LEFT ANY JOIN (
  SELECT *
  FROM supplier_lot_score_rows
  WHERE batch IN (SELECT batch FROM complete_score_runs WHERE family = 'supplier-lot-deviation' AND shadow = {shadow: UInt8} AND age = 1)
) AS f ON f.lot_id = n.lot_id
SETTINGS max_execution_time = 600
