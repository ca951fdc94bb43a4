-- Purpose: stock and what of it expires before it is used, one page of it.
-- Grain: one lot at one site.
-- Parameters: lot, q, site, item, state ('': both), week, horizon (days; below 0: all), unscoredOn (day of stock without scores), currency (of its values), run ('': none), allSites, sites, sort, limit, offset.
SELECT
  e.lot_id AS lot_id, e.item_id AS item_id, items.name AS item_name, e.site_id AS site_id, sites.name AS site_name, e.quantity AS quantity,
  e.unit AS unit, e.expires_on AS expires_on, e.rank AS rank, e.p_any AS probability, e.expected_quantity AS expected_quantity, e.low AS low,
  e.high AS high, e.value AS value, e.expected_money AS expected_money, e.currency AS currency,
  e.use_first_verdict AS use_first_verdict, e.saved_by_using_first AS saved_by_using_first, e.transfer_verdict AS transfer_verdict,
  e.saved_by_transfer AS saved_by_transfer, e.transfer_to AS transfer_to, e.transfer_days AS transfer_days, e.markdown_verdict AS markdown_verdict,
  e.saved_by_markdown AS saved_by_markdown, e.unit_price AS unit_price, e.markdown_discount AS markdown_discount, e.price_elasticity AS price_elasticity,
  e.model_id AS model_id, e.model_version AS model_version, e.scored_at AS scored_at, e.skill AS skill, e.verdict AS verdict
FROM {{stock}} AS e
LEFT ANY JOIN items ON items.item_id = e.item_id
LEFT ANY JOIN sites ON sites.site_id = e.site_id
WHERE {{visible}}
  AND {{filter}}
ORDER BY {{sort}}, lot_id, site_id, unit
LIMIT {limit: UInt32} OFFSET {offset: UInt32}
SETTINGS max_execution_time = 30
