-- Purpose: the movements of a lot, newest first.
-- Grain: one movement. hidden: neither place of it belongs to a site that the reader may see.
-- Parameters: lotId, limit, offset, allSites, sites.
SELECT
  movement_id, reason, reason_code, quantity, unit, from_site_id, from_location, to_site_id, to_location, operation_id, shipment_id, document, `by`,
  `at`, at_precision, capture_method, recorded_at, import_id, row_no,
  NOT ({allSites: UInt8}
    OR hasAny([ifNull(from_site_id, ''), ifNull(to_site_id, '')], {sites: Array(String)})
    OR (ifNull(from_site_id, '') = '' AND ifNull(to_site_id, '') = '')) AS hidden
FROM movements
WHERE lot_id = {lotId: String} AND row_id IN (SELECT row_id FROM movements_rows WHERE lot_id = {lotId: String})
ORDER BY hidden, `at` DESC, row_id DESC
LIMIT {limit: UInt32} OFFSET {offset: UInt32}
SETTINGS max_execution_time = 10
