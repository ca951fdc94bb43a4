-- Purpose: the runs of a family whose rows can be read, also by who began with an earlier one.
-- Grain: one run; none before the first.
-- Parameters: family, kept (how many are).
SELECT batch, toUInt32(age) AS age, data_as_of
FROM complete_score_runs
WHERE family = {family: String} AND NOT shadow AND age <= {kept: UInt32}
ORDER BY age
SETTINGS max_execution_time = 10
