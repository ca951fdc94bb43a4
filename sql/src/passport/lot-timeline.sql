-- Purpose: everything with a time that happened to a lot, oldest first; what has no time is in the lists of the passport only.
-- Grain: one event. text: what it says, with the quantity where it is of one. hidden: of a site that the reader may not see, as in the lists.
-- Parameters: lotId, limit, offset, allSites, sites.
WITH
  made_by AS (
    SELECT operation_id
    FROM operation_outputs
    WHERE lot_id = {lotId: String} AND row_id IN (SELECT row_id FROM operation_outputs_rows WHERE lot_id = {lotId: String})
  ),
  known_operations AS (
    SELECT operation_id, site_id, started_at, started_at_precision, ended_at, ended_at_precision
    FROM operations
    WHERE row_id IN (
      SELECT row_id
      FROM operations_rows
      WHERE operation_id IN (
        SELECT operation_id FROM operation_outputs_rows WHERE lot_id = {lotId: String}
        UNION ALL
        SELECT operation_id FROM operation_inputs_rows WHERE lot_id = {lotId: String}
      )
    )
  )
SELECT
  assumeNotNull(happened) AS at, happened_precision AS at_precision, kind,
  concat(
    opening,
    multiIf(NOT says_quantity, '', quantity IS NULL, 'an unknown quantity', concat(toString(assumeNotNull(quantity)), if(unit = '', '', concat(' ', unit)))),
    ending) AS text,
  id,
  NOT ({allSites: UInt8} OR hasAny(at_sites, {sites: Array(String)}) OR arrayAll(site -> site = '', at_sites)) AS hidden
FROM (
  SELECT
    e.1 AS happened, e.2 AS happened_precision, e.3 AS kind, e.4 AS opening, e.5 AS says_quantity, f.quantity AS quantity, toString(f.unit) AS unit,
    '' AS ending, '' AS id, [''] AS at_sites
  FROM (
    SELECT arrayJoin([
      (manufactured_at, manufactured_at_precision, 'made', 'Made: ', 1), (received_at, received_at_precision, 'received', 'Received: ', 1),
      (expires_at, expires_at_precision, 'expires', 'Expires', 0), (retest_at, retest_at_precision, 'retest', 'Due for retest', 0)]) AS e
    FROM lots
    WHERE lot_id = {lotId: String} AND row_id IN (SELECT row_id FROM lots_rows WHERE lot_id = {lotId: String})
  ) AS l
  CROSS JOIN (
    SELECT quantity, unit
    FROM lot_facts
    WHERE lot_id = {lotId: String} AND node_no IN (SELECT node_no FROM lot_facts_rows WHERE lot_id = {lotId: String})
  ) AS f
  UNION ALL
  SELECT
    toNullable(`at`), at_precision, 'status', concat('Status ', toString(status), if(quantity IS NULL, '', ' for ')), quantity IS NOT NULL, quantity,
    ifNull(toString(unit), ''), if(ifNull(reason, '') = '', '', concat(': ', assumeNotNull(reason))), '', [ifNull(toString(site_id), '')]
  FROM lot_status
  WHERE lot_id = {lotId: String} AND row_id IN (SELECT row_id FROM lot_status_rows WHERE lot_id = {lotId: String})
  UNION ALL
  SELECT
    `at`, at_precision, 'result', concat(characteristic, ': ', if(value IS NULL, coalesce(nullIf(`text`, ''), 'no value'), '')), value IS NOT NULL, value,
    ifNull(toString(unit), ''),
    concat(
      multiIf(
        ifNull(toString(verdict), '') IN ('pass', 'fail'), concat(' (', toString(assumeNotNull(verdict)), ')'),
        value IS NULL OR (lower IS NULL AND upper IS NULL), '',
        ifNull(value < lower, 0) OR ifNull(value > upper, 0), ' (fail)',
        ' (pass)'),
      if(ifNull(invalidated, 0), ', invalidated', '')),
    ifNull(result_id, ''), ['']
  FROM qc_results
  WHERE lot_id = {lotId: String} AND row_id IN (SELECT row_id FROM qc_results_rows WHERE lot_id = {lotId: String})
  UNION ALL
  SELECT
    opened_at, opened_at_precision, 'nonconformance',
    concat('Nonconformance ', ncr_id, if(ifNull(defect, '') = '', '', concat(': ', assumeNotNull(defect))),
      if(ifNull(toString(severity), '') = '', '', concat(' (', toString(assumeNotNull(severity)), ')'))),
    0, NULL, '', '', ncr_id, ['']
  FROM nonconformances
  WHERE lot_id = {lotId: String} AND row_id IN (SELECT row_id FROM nonconformances_rows WHERE lot_id = {lotId: String})
  UNION ALL
  SELECT
    toNullable(`at`), at_precision, 'complaint',
    concat(coalesce(nullIf(toString(kind), ''), 'Case'), ' ', case_id, if(ifNull(defect, '') = '', '', concat(': ', assumeNotNull(defect)))),
    0, NULL, '', '', case_id, ['']
  FROM complaints
  WHERE lot_id = {lotId: String} AND row_id IN (SELECT row_id FROM complaints_rows WHERE lot_id = {lotId: String})
  UNION ALL
  SELECT
    toNullable(`at`), at_precision, 'approval', concat(toString(kind), ' approved by ', `by`), 0, NULL, '', '', ifNull(approval_id, ''), ['']
  FROM approvals
  WHERE (lot_id = {lotId: String} OR operation_id IN (SELECT operation_id FROM made_by))
    AND row_id IN (
      SELECT row_id FROM approvals_rows WHERE lot_id = {lotId: String}
      UNION ALL
      SELECT row_id FROM approvals_rows WHERE operation_id IN (SELECT operation_id FROM made_by)
    )
  UNION ALL
  SELECT
    coalesce(x.at, if(x.is_input, o.started_at, o.ended_at)),
    multiIf(x.at IS NOT NULL, x.at_precision, x.is_input, o.started_at_precision, o.ended_at_precision), 'operation',
    concat(if(x.is_input, 'Went into ', 'Came out of '), x.operation_id, ': '), 1, x.quantity, x.unit, '', x.operation_id, [ifNull(toString(o.site_id), '')]
  FROM (
    SELECT 0 AS is_input, operation_id, quantity, ifNull(toString(unit), '') AS unit, `at`, at_precision
    FROM operation_outputs
    WHERE lot_id = {lotId: String} AND row_id IN (SELECT row_id FROM operation_outputs_rows WHERE lot_id = {lotId: String})
    UNION ALL
    SELECT 1, operation_id, quantity, ifNull(toString(unit), ''), `at`, at_precision
    FROM operation_inputs
    WHERE lot_id = {lotId: String} AND row_id IN (SELECT row_id FROM operation_inputs_rows WHERE lot_id = {lotId: String})
  ) AS x
  LEFT ANY JOIN known_operations AS o ON o.operation_id = x.operation_id
  UNION ALL
  SELECT
    k.at, k.at_precision, 'link', concat(if(k.other_is_parent, 'Made from ', 'Went into '), k.other_lot, ' (', k.link_kind, '): '), 1, k.quantity, k.unit, '',
    k.other_lot, [toString(f.site_id)]
  FROM (
    SELECT
      child_lot_id = {lotId: String} AS other_is_parent, if(other_is_parent, parent_lot_id, child_lot_id) AS other_lot, toString(kind) AS link_kind,
      quantity, ifNull(toString(unit), '') AS unit, `at`, at_precision
    FROM lot_links
    WHERE {lotId: String} IN (parent_lot_id, child_lot_id)
      AND row_id IN (
        SELECT row_id FROM lot_links_rows WHERE parent_lot_id = {lotId: String}
        UNION ALL
        SELECT row_id FROM lot_links_rows WHERE child_lot_id = {lotId: String}
      )
  ) AS k
  LEFT ANY JOIN (
    SELECT lot_id, site_id
    FROM lot_facts
    WHERE lot_id IN (
      SELECT child_lot_id FROM lot_links WHERE parent_lot_id = {lotId: String}
      UNION ALL
      SELECT parent_lot_id FROM lot_links WHERE child_lot_id = {lotId: String}
    )
  ) AS f ON f.lot_id = k.other_lot
  UNION ALL
  SELECT
    toNullable(`at`), at_precision, 'movement', concat(toString(reason), ': '), 1, toNullable(quantity), ifNull(toString(unit), ''),
    concat(
      ' from ', coalesce(nullIf(trimBoth(concat(ifNull(toString(from_site_id), ''), ' ', ifNull(from_location, ''))), ''), 'an unknown place'),
      ' to ', coalesce(nullIf(trimBoth(concat(ifNull(toString(to_site_id), ''), ' ', ifNull(to_location, ''))), ''), 'an unknown place')),
    ifNull(movement_id, ''), [ifNull(toString(from_site_id), ''), ifNull(toString(to_site_id), '')]
  FROM movements
  WHERE lot_id = {lotId: String} AND row_id IN (SELECT row_id FROM movements_rows WHERE lot_id = {lotId: String})
  UNION ALL
  SELECT
    coalesce(h.shipped_at, h.delivered_at), if(h.shipped_at IS NULL, h.delivered_at_precision, h.shipped_at_precision), 'shipment', 'Shipped ', 1,
    h.quantity, ifNull(toString(h.unit), ''), concat(' to ', coalesce(nullIf(c.name, ''), h.customer_id)), h.shipment_id,
    [ifNull(toString(h.from_site_id), '')]
  FROM shipments AS h
  LEFT ANY JOIN customers AS c ON c.customer_id = h.customer_id
  WHERE h.lot_id = {lotId: String} AND h.row_id IN (SELECT row_id FROM shipments_rows WHERE lot_id = {lotId: String})
  UNION ALL
  SELECT
    packed_at, packed_at_precision, 'packed', 'Packed ', 1, quantity, ifNull(toString(unit), ''), concat(' on ', handling_unit_id), handling_unit_id, ['']
  FROM handling_units
  WHERE lot_id = {lotId: String} AND row_id IN (SELECT row_id FROM handling_units_rows WHERE lot_id = {lotId: String})
)
WHERE happened IS NOT NULL
ORDER BY hidden, at, kind, id, text
LIMIT {limit: UInt32} OFFSET {offset: UInt32}
SETTINGS max_execution_time = 10
