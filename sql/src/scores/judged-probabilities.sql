-- Purpose: what a model said of received lots before it was known what became of them.
-- Grain: one received lot whose outcome is known. block: lots of one supplier in one month resemble one another.
-- Parameters: modelId.
SELECT probability, outcome = 'deviated' AS deviated, concat(supplier_id, ' ', formatDateTime(predicted_at, '%Y-%m')) AS block
FROM supplier_lot_scores
WHERE model_id = {modelId: String} AND probability IS NOT NULL AND outcome != 'unknown' AND before_outcome
ORDER BY predicted_at, lot_id
SETTINGS max_execution_time = 60
