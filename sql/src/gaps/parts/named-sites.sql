-- Purpose: the sites that rows refer to.
-- Grain: one mention.
SELECT site
FROM (
  SELECT toString(site_id) AS site FROM lot_facts
  UNION ALL SELECT ifNull(site_id, '') FROM operations
  UNION ALL SELECT ifNull(from_site_id, '') FROM shipments
  UNION ALL SELECT arrayJoin([ifNull(from_site_id, ''), ifNull(to_site_id, '')]) FROM movements
)
WHERE site != ''
