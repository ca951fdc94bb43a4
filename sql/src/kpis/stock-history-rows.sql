-- Purpose: what the worth of the stock on one day is made of, as it was summed up on that day; the lots of that day are not kept.
-- Grain: one site, item, state and age. Unknown: some of it could not be valued; value is then that of the rest. hidden: of a site that the
-- reader may not see.
-- Parameters: measure (on-hand-value, inventory-at-risk, expired-stock), day, site, item ('': any), sort, onlyUnknown, allSites, sites, limit, offset.
SELECT
  h.site_id AS site_id, h.item_id AS item_id, i.name AS item_name,
  multiIf(h.is_expired, 'expired', h.at_risk, 'expires within 30 days', 'not at risk') AS state,
  if(h.aged, 'over 180 days old', 'up to 180 days old, or age not known') AS age,
  if(h.value = 0 AND h.unvalued > 0, NULL, h.value) AS value, h.unvalued AS unvalued,
  h.value AS numerator, 0 AS denominator, h.unvalued > 0 AS is_unknown,
  NOT ({allSites: UInt8} OR h.site_id IN {sites: Array(String)} OR h.site_id = '') AS hidden
FROM stock_history AS h FINAL
LEFT ANY JOIN items AS i ON i.item_id = h.item_id
WHERE h.day = toDate({day: String}) AND h.version = (SELECT max(version) FROM stock_history WHERE day = toDate({day: String}))
  AND {site: String} IN ('', h.site_id) AND {item: String} IN ('', h.item_id)
  AND {{measure}}
  AND (NOT {onlyUnknown: UInt8} OR h.unvalued > 0)
ORDER BY hidden, {{sort}}, site_id, item_id, state, age
LIMIT {limit: UInt32} OFFSET {offset: UInt32}
SETTINGS max_execution_time = 60
