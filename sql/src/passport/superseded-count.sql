-- Purpose: how many earlier values of the rows of a lot one dataset has, and how many are of sites that the reader may not see.
-- Grain: one row.
-- Parameters: history (the table), foreign (the rule), lotId, allSites, sites.
SELECT count() AS total, countIf(NOT {allSites: UInt8} AND ({{foreign}})) AS withheld
FROM {history: Identifier} FINAL
WHERE lot_id = {lotId: String}
SETTINGS max_execution_time = 10
