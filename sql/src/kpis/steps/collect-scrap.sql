-- Purpose: every event of scrap, counted once (D23). A movement is left out when it names an operation that reports scrap of the same item
-- itself; a nonconformance when it names such an operation, or a lot that a movement scrapped. Without a date the time of
-- recording counts. A nonconformance without a quantity is worth the cost that it states.
-- Grain: one event.
-- Parameters: base.
INSERT INTO scrap_events_build
WITH
  -- Rates into the base currency by the day from which they hold.
  rates AS (
    SELECT from_currency AS currency, `on` AS valid_from, rate FROM exchange_rates WHERE to_currency = {base: String}
    UNION ALL
    SELECT to_currency, `on`, 1 / rate FROM exchange_rates WHERE from_currency = {base: String} AND to_currency != {base: String}
    UNION ALL
    SELECT {base: String}, toDateTime64(0, 3, 'UTC'), 1
    UNION ALL
    SELECT '', toDateTime64(0, 3, 'UTC'), 1 WHERE (SELECT count() FROM disposition_rates WHERE currency = '') > 0
  ),
  lots_named AS (
    SELECT lot_id, item_id, site_id, unit
    FROM lot_facts
    WHERE lot_id IN (
      SELECT lot_id FROM movements WHERE reason = 'scrap'
      UNION ALL
      SELECT assumeNotNull(lot_id) FROM nonconformances WHERE lot_id != ''
    )
  ),
  reporting AS (
    SELECT operation_id, ifNull(item_id, '') AS item_id FROM operations WHERE scrap_quantity > 0
  ),
  events AS (
    SELECT
      'operation' AS source, operation_id AS event_id, coalesce(ended_at, started_at, recorded_at) AS at,
      multiIf(ended_at IS NOT NULL, ended_at_precision, started_at IS NOT NULL, started_at_precision, 0) AS at_precision,
      ifNull(site_id, '') AS site_id, ifNull(item_id, '') AS item_id, '' AS lot_id, operation_id, scrap_quantity AS quantity,
      ifNull(unit, '') AS unit, ifNull(scrap_reason, '') AS cause, 0 AS is_stock, NULL AS cost, '' AS cost_currency
    FROM operations
    WHERE scrap_quantity > 0
    UNION ALL
    SELECT
      'movement', if(ifNull(m.movement_id, '') = '', concat('row ', toString(m.row_id)), assumeNotNull(m.movement_id)), m.at, m.at_precision,
      coalesce(nullIf(m.from_site_id, ''), l.site_id), l.item_id, m.lot_id, ifNull(m.operation_id, ''), m.quantity,
      if(ifNull(m.unit, '') = '', l.unit, assumeNotNull(m.unit)), ifNull(m.reason_code, ''), ifNull(m.operation_id, '') = '', NULL, ''
    FROM movements AS m
    LEFT ANY JOIN lots_named AS l ON l.lot_id = m.lot_id
    LEFT ANY JOIN reporting AS r ON r.operation_id = m.operation_id
    WHERE m.reason = 'scrap' AND NOT (r.operation_id != '' AND (r.item_id IN ('', l.item_id) OR l.item_id = ''))
    UNION ALL
    SELECT
      'nonconformance', concat(n.ncr_id, if(ifNull(n.line_id, '') = '', '', concat(' / ', assumeNotNull(n.line_id)))),
      coalesce(n.opened_at, n.recorded_at), if(n.opened_at IS NULL, 0, n.opened_at_precision), l.site_id,
      if(l.item_id = '', ifNull(n.item_id, ''), l.item_id), ifNull(n.lot_id, ''), ifNull(n.operation_id, ''), n.quantity,
      if(ifNull(n.unit, '') = '', l.unit, assumeNotNull(n.unit)), coalesce(n.root_cause, n.defect, ''), ifNull(n.operation_id, '') = '',
      n.cost, ifNull(n.currency, '')
    FROM nonconformances AS n
    LEFT ANY JOIN lots_named AS l ON l.lot_id = n.lot_id
    WHERE {{scrap_verdict:n.disposition}} = 'scrapped'
      AND ifNull(n.operation_id, '') NOT IN (SELECT operation_id FROM reporting)
      AND ifNull(n.lot_id, '') NOT IN (SELECT lot_id FROM movements WHERE reason = 'scrap')
  ),
  priced AS (
    SELECT
      e.source AS source, e.event_id AS event_id, e.at AS at, e.at_precision AS at_precision, e.site_id AS site_id, e.item_id AS item_id,
      e.lot_id AS lot_id, e.operation_id AS operation_id, e.quantity AS quantity, e.unit AS unit, e.cause AS cause, e.is_stock AS is_stock,
      e.cost AS cost, e.cost_currency AS cost_currency, i.standard_cost AS standard_cost, ifNull(i.currency, '') AS item_currency,
      multiIf(e.unit = '' OR ifNull(i.unit, '') IN ('', e.unit), 1, c.factor = 0, NULL, c.factor) AS to_base_unit
    FROM events AS e
    LEFT ANY JOIN items AS i ON i.item_id = e.item_id
    LEFT ANY JOIN disposition_unit_factors AS c ON c.item_id = e.item_id AND c.from_unit = e.unit AND c.to_unit = i.unit
  )
SELECT
  source, event_id, p.at, at_precision, site_id, item_id, lot_id, operation_id, quantity, unit, cause,
  multiIf(
    cause = '', 'unstated',
    match(cause, '(?i)expir|shelf.?life|best.?before|use.?by|out of date'), 'expiry',
    match(cause, '(?i)label'), 'mislabel',
    match(cause, '(?i)unidentif|no.?id|unknown|lost'), 'unidentified',
    match(cause, '(?i)damag|broke|leak|spill|crush|torn|dent'), 'damage',
    'other'),
  is_stock,
  coalesce(quantity * to_base_unit * standard_cost * nullIf(r.rate, 0), if(quantity IS NULL, cost * nullIf(k.rate, 0), NULL))
FROM priced AS p
ASOF LEFT JOIN rates AS r ON r.currency = p.item_currency AND p.at >= r.valid_from
ASOF LEFT JOIN rates AS k ON k.currency = p.cost_currency AND p.at >= k.valid_from
SETTINGS max_execution_time = 600
