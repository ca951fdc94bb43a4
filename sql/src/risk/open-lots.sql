-- Purpose: the received lots whose exposure is worth knowing: those of which it is not known what became of them, the newest first.
-- Grain: one lot.
-- Parameters: none.
SELECT lot_id
FROM received_lots
WHERE outcome = 'unknown'
ORDER BY received_at DESC, lot_id
SETTINGS max_execution_time = 60
