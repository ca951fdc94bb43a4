-- Purpose: one page of the rows behind one KPI; over all pages they add up to it.
-- Grain: that of the KPI's rows. hidden: of a site that the reader may not see.
-- Parameters: rows (the KPI), sort, from, to, site, item ('': any), part (of the breakdown) when hasPart, unit when hasUnit,
-- onlyUnknown, allSites, sites, limit, offset.
SELECT *, NOT ({allSites: UInt8} OR site_id IN {sites: Array(String)} OR site_id = '') AS hidden
FROM (
{{rows}}
)
WHERE {site: String} IN ('', site_id) AND {item: String} IN ('', item_id)
  AND (NOT {hasPart: UInt8} OR key = {part: String})
  AND (NOT {hasUnit: UInt8} OR measure_unit = {unit: String})
  AND (NOT {onlyUnknown: UInt8} OR is_unknown)
ORDER BY hidden, {{sort}}, {{ties}}
LIMIT {limit: UInt32} OFFSET {offset: UInt32}
SETTINGS max_execution_time = 60
