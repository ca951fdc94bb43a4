-- Purpose: what is said now of what is open.
-- Grain: one received lot without an outcome that is young enough to get one, or one lot on hand, with a probability.
-- Parameters: scores (the family whose rows are read), openDays: how long a received lot counts as open.
SELECT probability
FROM ({{scores}})
SETTINGS max_execution_time = 60
