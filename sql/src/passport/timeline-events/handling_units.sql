SELECT
  packed_at, packed_at_precision, 'packed', 'Packed ', 1, quantity, ifNull(toString(unit), ''), concat(' on ', handling_unit_id), handling_unit_id, ['']
FROM handling_units
WHERE lot_id = {lotId: String} AND row_id IN (SELECT row_id FROM handling_units_rows WHERE lot_id = {lotId: String})
