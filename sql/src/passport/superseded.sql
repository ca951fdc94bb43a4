-- Purpose: earlier values of the rows of a lot in one dataset, newest first: a correction never erases what was said before (D2).
-- Grain: one superseded version of one row. hidden: of a site that the reader may not see, by the rule of the dataset; those come last.
-- Parameters: history (the table), foreign (the rule), lotId, limit, offset, allSites, sites.
SELECT *, NOT {allSites: UInt8} AND ({{foreign}}) AS hidden
FROM {history: Identifier} FINAL
WHERE lot_id = {lotId: String}
ORDER BY hidden, superseded_at DESC, recorded_at DESC, row_id, row_hash
LIMIT {limit: UInt32} OFFSET {offset: UInt32}
SETTINGS max_execution_time = 10
