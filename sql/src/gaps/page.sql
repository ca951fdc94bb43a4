-- Purpose: one page of the gaps of one kind, or of what was examined for them.
-- Grain: one gap, or one thing that was examined. hidden: of a site that the reader may not see, or naming a lot whose site the row does not tell (a link names two).
-- Parameters: rows (of the kind), site ('': any), dataset ('': any), allSites, sites, limit, offset.
SELECT
  id, lot_id, operation_id, toString(item_id) AS item_id, toString(site_id) AS site_id, dataset, text,
  NOT (
    {allSites: UInt8}
    OR dataset != 'lot_links' AND (site_id IN {sites: Array(String)} OR site_id = '' AND (lot_id = '' OR dataset = 'lots'))
  ) AS hidden
FROM (
{{rows}}
)
WHERE {site: String} IN ('', site_id) AND {dataset: String} IN ('', dataset)
ORDER BY hidden, dataset, id, text
LIMIT {limit: UInt32} OFFSET {offset: UInt32}
SETTINGS max_execution_time = 120
