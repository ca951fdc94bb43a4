-- Purpose: what a version says of received lots whose outcome was known before it said anything.
-- Grain: one received lot.
-- Parameters: modelId.
SELECT probability
FROM supplier_lot_scores
WHERE model_id = {modelId: String} AND probability IS NOT NULL AND outcome != 'unknown' AND NOT before_outcome
SETTINGS max_execution_time = 60
