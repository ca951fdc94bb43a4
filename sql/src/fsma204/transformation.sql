-- Purpose: what was transformed (21 CFR 1.1350): lots that went into and came out of operations, and links between lots without an operation of their
-- own (a split makes no new food and is left out). Where: the site of the operation, of a link that of the lot that it made.
-- Grain: one line of an operation, or one end of a link. hidden as in earlier-events.sql.
-- Parameters: as there, without kind.
WITH
  lines AS (
    SELECT
      'operation_inputs' AS recorded_as, 'used' AS role, operation_id AS event_id,
      ifNull(nullIf(line_id, ''), concat('row ', toString(row_id))) AS line_id, lot_id, quantity, unit, a.at AS line_at,
      at_precision AS line_at_precision, '' AS link_kind, '' AS other_lot_id, CAST(NULL, 'Nullable(Float64)') AS other_quantity,
      CAST(NULL, 'Nullable(String)') AS other_unit, row_id
    FROM operation_inputs AS a
    WHERE {{lots}}
    UNION ALL
    SELECT
      'operation_outputs', 'produced', operation_id, ifNull(nullIf(line_id, ''), concat('row ', toString(row_id))), lot_id, quantity, unit,
      b.at, at_precision, '', '', NULL, NULL, row_id
    FROM operation_outputs AS b
    WHERE {{lots}}
    UNION ALL
    SELECT
      'lot_links', 'used', ifNull(nullIf(link_id, ''), concat('row ', toString(row_id))), '', lot_id, quantity, unit,
      c.at, at_precision, toString(kind), child_lot_id, child_quantity, child_unit, row_id
    FROM (SELECT *, parent_lot_id AS lot_id FROM lot_links WHERE kind != 'split') AS c
    WHERE {{lots}}
    UNION ALL
    SELECT
      'lot_links', 'produced', ifNull(nullIf(link_id, ''), concat('row ', toString(row_id))), '', lot_id, child_quantity, child_unit,
      d.at, at_precision, toString(kind), parent_lot_id, quantity, unit, row_id
    FROM (SELECT *, child_lot_id AS lot_id FROM lot_links WHERE kind != 'split') AS d
    WHERE {{lots}}
  ),
  events AS (
    SELECT
      n.recorded_as AS recorded_as, n.role AS role, n.event_id AS event_id, n.line_id AS line_id, n.lot_id AS lot_id, n.quantity AS quantity,
      n.unit AS unit, n.link_kind AS link_kind, n.other_lot_id AS other_lot_id, n.other_quantity AS other_quantity, n.other_unit AS other_unit,
      n.row_id AS row_id, o.site_id AS operation_site_id,
      if(n.recorded_as = 'lot_links', n.line_at, o.ended_at) AS completed_at,
      if(n.recorded_as = 'lot_links', n.line_at_precision, o.ended_at_precision) AS completed_at_precision,
      coalesce(completed_at, n.line_at) AS at
    FROM lines AS n
    LEFT ANY JOIN (SELECT operation_id, site_id, ended_at, ended_at_precision FROM operations) AS o ON o.operation_id = if(n.recorded_as = 'lot_links', '', n.event_id)
    WHERE {{when}}
  )
SELECT
  e.recorded_as AS recorded_as, e.role AS role, e.event_id AS event_id, e.line_id AS line_id, e.quantity AS quantity, e.unit AS unit,
  if(e.recorded_as != 'lot_links', e.operation_site_id, if(e.role = 'produced', l.site_id, m.site_id)) AS site_id,
  e.at AS at, e.completed_at AS completed_at, e.completed_at_precision AS completed_at_precision,
  e.link_kind AS link_kind, e.other_lot_id AS other_lot_id, e.other_quantity AS other_quantity, e.other_unit AS other_unit,
  e.lot_id AS lot_id, l.item_id AS item_id, i.name AS item_name, i.packaging AS packaging, l.tlc AS tlc, l.tlc_source AS tlc_source,
  l.site_id AS lot_site_id, ifNull(toString(l.origin), '') AS lot_origin, i.food_traceability_list AS listed,
  if(ifNull(site_id, '') = '', ifNull(l.site_id, ''), assumeNotNull(site_id)) AS seen_by,
  NOT ({allSites: UInt8} OR seen_by IN {sites: Array(String)} OR seen_by = '') AS hidden
FROM events AS e
LEFT ANY JOIN (SELECT lot_id, item_id, tlc, tlc_source, site_id, origin FROM lots WHERE lot_id IN (SELECT lot_id FROM events)) AS l ON l.lot_id = e.lot_id
LEFT ANY JOIN (
  SELECT lot_id, site_id FROM lots WHERE lot_id IN (SELECT other_lot_id FROM events WHERE recorded_as = 'lot_links' AND role = 'used')
) AS m ON m.lot_id = if(e.role = 'produced', '', e.other_lot_id)
LEFT ANY JOIN items AS i ON i.item_id = l.item_id
WHERE {{listing}} AND {site: String} IN ('', ifNull(site_id, ''))
ORDER BY e.at, e.event_id, e.role DESC, e.line_id, e.lot_id, e.row_id
SETTINGS max_execution_time = 60
