-- Purpose: what the stock was worth on the days on which it was derived.
-- Grain: one day; value is unknown when nothing of it could be valued.
-- Parameters: measure (on-hand-value, inventory-at-risk, expired-stock), from, to, site, item ('': any).
SELECT toString(day) AS at, if(sum(h.value) = 0 AND sum(h.unvalued) > 0, NULL, sum(h.value)) AS value
FROM stock_history AS h FINAL
WHERE day >= toDate({from: DateTime64(3, 'UTC')}) AND day <= toDate({to: DateTime64(3, 'UTC')})
  AND (day, version) IN (SELECT day, max(version) FROM stock_history GROUP BY day)
  AND {site: String} IN ('', site_id) AND {item: String} IN ('', item_id)
  AND {{measure}}
GROUP BY day
ORDER BY day
SETTINGS max_execution_time = 60
