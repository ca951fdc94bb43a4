SELECT
  toNullable(`at`), at_precision, 'movement', concat(toString(reason), ': '), 1, toNullable(quantity), ifNull(toString(unit), ''),
  concat(
    ' from ', coalesce(nullIf(trimBoth(concat(ifNull(toString(from_site_id), ''), ' ', ifNull(from_location, ''))), ''), 'an unknown place'),
    ' to ', coalesce(nullIf(trimBoth(concat(ifNull(toString(to_site_id), ''), ' ', ifNull(to_location, ''))), ''), 'an unknown place')),
  ifNull(movement_id, ''), [ifNull(toString(from_site_id), ''), ifNull(toString(to_site_id), '')]
FROM movements
WHERE lot_id = {lotId: String} AND row_id IN (SELECT row_id FROM movements_rows WHERE lot_id = {lotId: String})
