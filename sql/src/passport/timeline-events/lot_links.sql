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
