-- Purpose: all sites with what tells the places of events apart: their GLN and whose they are.
-- Grain: one site.
-- Parameters: none.
SELECT site_id, gln, kind
FROM sites
ORDER BY site_id
SETTINGS max_execution_time = 20
