-- Purpose: every event of scrap, counted once (D23). A movement is left out when it names an operation that reports scrap of the same item
-- itself; a nonconformance when it names such an operation. Of any other nonconformance counts what it says beyond the movements of its lot
-- (or of its operation, if it names no lot) and beyond what the operations that put its lot out report. Such a report tells of the same
-- scrap when it is not older than a nonconformance by more than 30 days: a sample that was scrapped long before says nothing about it.
-- Without a date the time of recording counts. A nonconformance without a quantity is worth the cost that it states.
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
  stated AS (
    SELECT * FROM nonconformances WHERE {{scrap_verdict:disposition}} = 'scrapped'
  ),
  named AS (
    SELECT lot_id FROM movements WHERE reason = 'scrap'
    UNION ALL
    SELECT assumeNotNull(lot_id) FROM stated WHERE lot_id != ''
  ),
  lots_named AS (
    SELECT lot_id, item_id, site_id, unit FROM lot_facts WHERE lot_id IN (named)
  ),
  reporting AS (
    SELECT operation_id, ifNull(item_id, '') AS item_id FROM operations WHERE scrap_quantity > 0
  ),
  -- Lots that a reporting operation put out; where a movement says the same of the lot, that one is compared.
  put_out AS (
    SELECT operation_id, groupUniqArray(concat('lot ', lot_id)) AS subjects
    FROM operation_outputs
    WHERE ifNull(role, 'main') != 'byproduct'
      AND operation_id IN (SELECT operation_id FROM reporting)
      AND lot_id IN (SELECT assumeNotNull(lot_id) FROM stated WHERE lot_id != '')
      AND (operation_id, lot_id) NOT IN (
        SELECT assumeNotNull(operation_id), lot_id FROM movements WHERE reason = 'scrap' AND operation_id != ''
      )
    GROUP BY operation_id
  ),
  -- subjects: what an event is compared by; told: another event tells of it already, so that it is only compared.
  events AS (
    SELECT
      'operation' AS source, o.operation_id AS event_id, toUInt64(0) AS row_id, coalesce(o.ended_at, o.started_at, o.recorded_at) AS at,
      multiIf(o.ended_at IS NOT NULL, o.ended_at_precision, o.started_at IS NOT NULL, o.started_at_precision, 0) AS at_precision,
      ifNull(o.site_id, '') AS site_id, ifNull(o.item_id, '') AS item_id, '' AS lot_id, o.operation_id AS operation_id,
      o.scrap_quantity AS quantity, ifNull(o.unit, '') AS unit, ifNull(o.scrap_reason, '') AS cause, 0 AS is_stock, NULL AS cost,
      '' AS cost_currency, p.subjects AS subjects, 0 AS told
    FROM operations AS o
    LEFT ANY JOIN put_out AS p ON p.operation_id = o.operation_id
    WHERE o.scrap_quantity > 0
    UNION ALL
    SELECT
      'movement', if(ifNull(m.movement_id, '') = '', concat('row ', toString(m.row_id)), assumeNotNull(m.movement_id)), m.row_id, m.at,
      m.at_precision, coalesce(nullIf(m.from_site_id, ''), l.site_id), l.item_id, m.lot_id, ifNull(m.operation_id, ''), m.quantity,
      if(ifNull(m.unit, '') = '', l.unit, assumeNotNull(m.unit)), ifNull(m.reason_code, ''), ifNull(m.operation_id, '') = '', NULL, '',
      arrayConcat([concat('lot ', m.lot_id)], if(ifNull(m.operation_id, '') = '', [], [concat('operation ', ifNull(m.operation_id, ''))])),
      r.operation_id != '' AND (r.item_id IN ('', l.item_id) OR l.item_id = '')
    FROM movements AS m
    LEFT ANY JOIN lots_named AS l ON l.lot_id = m.lot_id
    LEFT ANY JOIN reporting AS r ON r.operation_id = m.operation_id
    WHERE m.reason = 'scrap'
    UNION ALL
    SELECT
      'nonconformance', concat(n.ncr_id, if(ifNull(n.line_id, '') = '', '', concat(' / ', assumeNotNull(n.line_id)))), n.row_id,
      coalesce(n.opened_at, n.recorded_at), if(n.opened_at IS NULL, 0, n.opened_at_precision),
      if(l.site_id = '', ifNull(o.site_id, ''), l.site_id),
      multiIf(l.item_id != '', l.item_id, ifNull(n.item_id, '') != '', n.item_id, ifNull(n.lot_id, '') = '', ifNull(o.item_id, ''), ''),
      ifNull(n.lot_id, ''), ifNull(n.operation_id, ''), n.quantity,
      multiIf(ifNull(n.unit, '') != '', n.unit, l.unit != '', l.unit, ifNull(n.lot_id, '') = '', ifNull(o.unit, ''), ''),
      coalesce(n.root_cause, n.defect, ''), ifNull(n.operation_id, '') = '', n.cost, ifNull(n.currency, ''),
      multiIf(
        ifNull(n.lot_id, '') != '', [concat('lot ', ifNull(n.lot_id, ''))],
        ifNull(n.operation_id, '') != '', [concat('operation ', ifNull(n.operation_id, ''))],
        []),
      0
    FROM stated AS n
    LEFT ANY JOIN lots_named AS l ON l.lot_id = n.lot_id
    LEFT ANY JOIN (
      SELECT operation_id, site_id, item_id, unit FROM operations WHERE operation_id IN (SELECT operation_id FROM stated)
    ) AS o ON o.operation_id = n.operation_id
    WHERE ifNull(n.operation_id, '') NOT IN (SELECT operation_id FROM reporting)
  ),
  measured AS (
    SELECT
      e.source AS source, e.event_id AS event_id, e.row_id AS row_id, e.at AS at, e.at_precision AS at_precision, e.site_id AS site_id, e.item_id AS item_id, e.lot_id AS lot_id, e.operation_id AS operation_id,
      e.quantity AS quantity, e.unit AS unit, e.cause AS cause, e.is_stock AS is_stock, e.cost AS cost, e.cost_currency AS cost_currency, e.subjects AS subjects, e.told AS told, i.standard_cost AS standard_cost, ifNull(i.currency, '') AS item_currency,
      multiIf(e.unit = '' OR ifNull(i.unit, '') IN ('', e.unit), 1, c.factor = 0, NULL, c.factor) AS to_base_unit
    FROM events AS e
    LEFT ANY JOIN items AS i ON i.item_id = e.item_id
    LEFT ANY JOIN disposition_unit_factors AS c ON c.item_id = e.item_id AND c.from_unit = e.unit AND c.to_unit = i.unit
  ),
  -- Newest first: what nonconformances say and what others report of the same subject up to there. A quantity that cannot be converted may
  -- be all of it (D5).
  compared AS (
    SELECT
      row_id, source, subject, turn, quantity * to_base_unit AS amount,
      sum(if(source = 'nonconformance', ifNull(amount, 0), 0)) OVER newest AS said,
      sum(if(source = 'nonconformance', 0, ifNull(amount, inf))) OVER newest AS reported
    FROM (
      SELECT *, if(source = 'nonconformance', at - toIntervalDay(30), at) AS turn
      FROM measured
    )
    ARRAY JOIN subjects AS subject
    WINDOW newest AS (PARTITION BY subject ORDER BY turn DESC, source = 'nonconformance', row_id ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)
  ),
  -- What a report covers of one nonconformance it does not cover of an older one again.
  excess AS (
    SELECT row_id, multiIf(isNotNull(amount), (beyond - before) / nullIf(amount, 0), reported = 0, 1, 0) AS share
    FROM (
      SELECT
        *, lagInFrame(beyond, 1, 0.) OVER (
          PARTITION BY subject ORDER BY turn DESC, source = 'nonconformance', row_id ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
        ) AS before
      FROM (
        SELECT
          *, max(greatest(said - reported, 0)) OVER (
            PARTITION BY subject ORDER BY turn DESC, source = 'nonconformance', row_id ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
          ) AS beyond
        FROM compared
      )
    )
    WHERE source = 'nonconformance'
  ),
  counted AS (
    SELECT
      m.source AS source, m.event_id AS event_id, m.row_id AS row_id, m.at AS at, m.at_precision AS at_precision, m.site_id AS site_id, m.item_id AS item_id, m.lot_id AS lot_id, m.operation_id AS operation_id,
      m.unit AS unit, m.cause AS cause, m.is_stock AS is_stock, m.cost AS cost, m.cost_currency AS cost_currency, m.standard_cost AS standard_cost, m.item_currency AS item_currency, m.to_base_unit AS to_base_unit,
      if(m.source = 'nonconformance' AND notEmpty(m.subjects), m.quantity * x.share, m.quantity) AS quantity,
      l.unit_cost AS lot_cost, ifNull(l.currency, '') AS lot_currency,
      multiIf(m.lot_id = '', NULL, m.unit IN ('', f.unit), 1, c.factor = 0, NULL, c.factor) AS to_lot_unit
    FROM measured AS m
    LEFT ANY JOIN excess AS x ON x.row_id = m.row_id AND m.source = 'nonconformance'
    LEFT ANY JOIN (SELECT lot_id, unit_cost, currency FROM lots WHERE lot_id IN (named)) AS l ON l.lot_id = m.lot_id
    LEFT ANY JOIN lots_named AS f ON f.lot_id = m.lot_id
    LEFT ANY JOIN disposition_unit_factors AS c ON c.item_id = m.item_id AND c.from_unit = m.unit AND c.to_unit = f.unit
    WHERE NOT m.told AND (m.source != 'nonconformance' OR empty(m.subjects) OR x.share > 1e-9)
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
  coalesce(
    quantity * {{unit_value: standard_cost * nullIf(r.rate, 0) * to_base_unit | lot_cost * nullIf(c.rate, 0) * to_lot_unit}},
    if(quantity IS NULL, cost * nullIf(k.rate, 0), NULL))
FROM counted AS p
ASOF LEFT JOIN rates AS r ON r.currency = p.item_currency AND p.at >= r.valid_from
ASOF LEFT JOIN rates AS c ON c.currency = p.lot_currency AND p.at >= c.valid_from
ASOF LEFT JOIN rates AS k ON k.currency = p.cost_currency AND p.at >= k.valid_from
SETTINGS max_execution_time = 600
