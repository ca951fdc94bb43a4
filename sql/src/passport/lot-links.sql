-- Purpose: the recorded links of a lot to its parents and children, newest first.
-- Grain: one link. hidden: to a lot of a site that the reader may not see.
-- Parameters: lotId, limit, offset, allSites, sites.
SELECT
  link_id, if(child_lot_id = {lotId: String}, 'parent', 'child') AS direction,
  if(child_lot_id = {lotId: String}, parent_lot_id, child_lot_id) AS other_lot_id,
  kind, quantity, unit, child_quantity, child_unit, operation_id, substitute_for, `at`, at_precision,
  other_lot_id IN (
    SELECT lot_id
    FROM lot_facts
    WHERE NOT {allSites: UInt8} AND site_id NOT IN {sites: Array(String)} AND site_id != '' AND lot_id IN (
      SELECT child_lot_id FROM lot_links WHERE parent_lot_id = {lotId: String}
      UNION ALL
      SELECT parent_lot_id FROM lot_links WHERE child_lot_id = {lotId: String}
    )
  ) AS hidden
FROM lot_links
WHERE {lotId: String} IN (parent_lot_id, child_lot_id)
  AND row_id IN (
    SELECT row_id FROM lot_links_rows WHERE parent_lot_id = {lotId: String}
    UNION ALL
    SELECT row_id FROM lot_links_rows WHERE child_lot_id = {lotId: String}
  )
ORDER BY hidden, `at` DESC, other_lot_id, row_id
LIMIT {limit: UInt32} OFFSET {offset: UInt32}
SETTINGS max_execution_time = 10
