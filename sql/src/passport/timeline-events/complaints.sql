SELECT
  toNullable(`at`), at_precision, 'complaint',
  concat(coalesce(nullIf(toString(kind), ''), 'Case'), ' ', case_id, if(ifNull(defect, '') = '', '', concat(': ', assumeNotNull(defect)))),
  0, NULL, '', '', case_id, ['']
FROM complaints
WHERE lot_id = {lotId: String} AND row_id IN (SELECT row_id FROM complaints_rows WHERE lot_id = {lotId: String})
