-- Purpose: the newest complete scoring run of a family, and of its challenger.
-- Grain: one run; none before the first.
-- Parameters: family.
SELECT run_id, shadow, model_id, model_version, scored_at, data_as_of, skill, verdict, rows
FROM complete_score_runs
WHERE family = {family: String} AND age = 1
ORDER BY shadow
SETTINGS max_execution_time = 10
