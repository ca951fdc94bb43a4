-- Purpose: sites, lines and machines at which operations ran, as far as the reader may see them: what a recall by machine starts from.
-- Grain: one site, line and machine; without site and line what only inputs and outputs name.
-- Parameters: allSites, sites.
WITH seen AS (
  SELECT operation_id, site_id, line, machine FROM operations
  WHERE {allSites: UInt8} OR site_id IN {sites: Array(String)}
)
SELECT DISTINCT nullIf(site_id, '') AS site_id, nullIf(line, '') AS line, nullIf(machine, '') AS machine
FROM (
  SELECT site_id, line, machine FROM seen
  UNION ALL
  SELECT DISTINCT NULL, NULL, machine FROM operation_inputs
  WHERE machine != '' AND ({allSites: UInt8} OR operation_id IN (SELECT operation_id FROM seen))
    AND machine NOT IN (SELECT machine FROM seen WHERE machine != '')
  UNION ALL
  SELECT DISTINCT NULL, NULL, machine FROM operation_outputs
  WHERE machine != '' AND ({allSites: UInt8} OR operation_id IN (SELECT operation_id FROM seen))
    AND machine NOT IN (SELECT machine FROM seen WHERE machine != '')
)
WHERE line != '' OR machine != ''
ORDER BY site_id, line, machine
SETTINGS max_execution_time = 20
