-- Purpose: the facts of lots that have a row in lots. Quantity: as declared, else put out, else booked in, else as links say; a serial is one (D1). Value: standard
-- cost of the item, else the cost of the lot, in the base currency. Expiry and retest: first instant at which it counts (D4, D6).
-- Grain: one lot.
-- Parameters: version.
INSERT INTO lot_facts_build
WITH
  item_facts AS (
    SELECT
      i.item_id AS item_id, ifNull(i.unit, '') AS base_unit, ifNull(i.kind, '') AS kind, ifNull(i.tracking, '') AS tracking,
      if(i.expiry_day_usable = 0, 0, 1) AS usable_days, i.standard_cost * nullIf(r.rate, 0) AS base_value
    FROM items AS i
    LEFT ANY JOIN disposition_rates AS r ON r.currency = ifNull(i.currency, '')
  ),
  numbered AS (
    SELECT
      toUInt32({{lot_code:l.lot_id}} - 1) AS node_no, l.lot_id AS lot_id, l.lot_number AS lot_number, l.item_id AS item_id, l.origin AS origin,
      l.site_id AS site_id, l.supplier_id AS supplier_id, l.supplier_lot AS supplier_lot, l.production_lot_id AS production_lot_id,
      l.quantity AS declared, l.unit_cost AS unit_cost, ifNull(l.currency, '') AS currency,
      coalesce(l.manufactured_at, l.created_at, l.received_at) AS made_at,
      multiIf(l.manufactured_at IS NOT NULL, l.manufactured_at_precision, l.created_at IS NOT NULL, l.created_at_precision,
        l.received_at_precision) AS made_at_precision,
      l.received_at AS received_at, l.received_at_precision AS received_at_precision,
      l.expires_at AS expires_at, l.expires_at_precision AS expires_at_precision,
      l.retest_at AS retest_at, l.retest_at_precision AS retest_at_precision,
      ifNull(s.timezone, '') AS timezone,
      i.base_unit AS base_unit, i.kind AS item_kind, i.tracking AS tracking, i.usable_days AS usable_days, i.base_value AS base_value,
      if(ifNull(l.unit, '') != '', assumeNotNull(l.unit), i.base_unit) AS own_unit
    FROM lots AS l
    LEFT ANY JOIN item_facts AS i ON i.item_id = l.item_id
    LEFT ANY JOIN sites AS s ON s.site_id = l.site_id
    WHERE {{lot_code:l.lot_id}} > 0 {{and_touched_lot:l.lot_id}}
  ),
  measured AS (
    SELECT
      l.*, m.source AS source, m.quantity AS made_quantity, c.factor AS made_factor,
      if(own_unit = '' OR (declared IS NULL AND source != 0 AND m.unit NOT IN ('', own_unit) AND made_factor = 0), m.unit, own_unit) AS unit,
      {{last_day:expires_at}} + usable_days AS expired_day,
      {{last_day:retest_at}} + 1 AS retest_day
    FROM numbered AS l
    LEFT ANY JOIN disposition_made_best AS m ON m.node_no = l.node_no
    LEFT ANY JOIN disposition_unit_factors AS c ON c.pair = if(m.unit IN ('', l.own_unit), 0, cityHash64(l.item_id, m.unit, l.own_unit))
  )
SELECT
  l.node_no, l.lot_id, ifNull(l.lot_number, ''), l.item_id, l.item_kind, l.tracking, ifNull(l.origin, ''),
  ifNull(l.site_id, ''), ifNull(l.supplier_id, ''), ifNull(l.supplier_lot, ''), ifNull(l.production_lot_id, ''), l.unit,
  multiIf(declared IS NOT NULL, declared, source = 0, if(ifNull(l.production_lot_id, '') = '', NULL, 1), made_factor != 0, made_quantity * made_factor, made_quantity) AS quantity,
  multiIf(declared IS NOT NULL, 'lot', source = 0, if(ifNull(l.production_lot_id, '') = '', '', 'serial'), ['output', 'movement', 'link'][source]) AS quantity_source,
  {{unit_value:
    base_value * if(l.unit = base_unit OR base_unit = '', 1, nullIf(v.factor, 0)) |
    unit_cost * nullIf(r.rate, 0)}} AS unit_value,
  made_at, made_at_precision, received_at, received_at_precision, expires_at, expires_at_precision,
  if(expires_at IS NULL, NULL, {{instant:e | expires_at_precision | expires_at | toDateTime64(expired_day, 3, 'UTC')}}),
  if(retest_at IS NULL, NULL, {{instant:t | retest_at_precision | retest_at | toDateTime64(retest_day, 3, 'UTC')}}),
  1, {version: UInt64}
FROM measured AS l
LEFT ANY JOIN disposition_rates AS r ON r.currency = l.currency
LEFT ANY JOIN disposition_unit_factors AS v ON v.pair = if(l.unit IN ('', base_unit), 0, cityHash64(l.item_id, l.unit, l.base_unit))
{{local_day:e | expires_at_precision | l.timezone | expired_day}}
{{local_day:t | retest_at_precision | l.timezone | retest_day}}
SETTINGS max_execution_time = 600, optimize_on_insert = 0, max_insert_threads = 2
