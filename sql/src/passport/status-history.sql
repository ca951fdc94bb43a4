-- Purpose: every status that was set on a lot, newest first. A status belongs to a quantity at a place (D13).
-- Grain: one status entry. hidden: at a site that the reader may not see.
-- Parameters: lotId, limit, offset, allSites, sites.
SELECT status, `at`, at_precision, site_id, location, quantity, unit, reason, `by`, capture_method, recorded_at, import_id, row_no,
  NOT ({allSites: UInt8} OR ifNull(site_id, '') IN {sites: Array(String)} OR ifNull(site_id, '') = '') AS hidden
FROM lot_status
WHERE lot_id = {lotId: String} AND row_id IN (SELECT row_id FROM lot_status_rows WHERE lot_id = {lotId: String})
ORDER BY hidden, `at` DESC, recorded_at DESC, row_id DESC
LIMIT {limit: UInt32} OFFSET {offset: UInt32}
SETTINGS max_execution_time = 10
