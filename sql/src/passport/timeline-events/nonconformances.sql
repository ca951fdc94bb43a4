SELECT
  opened_at, opened_at_precision, 'nonconformance',
  concat('Nonconformance ', ncr_id, if(ifNull(defect, '') = '', '', concat(': ', assumeNotNull(defect))),
    if(ifNull(toString(severity), '') = '', '', concat(' (', toString(assumeNotNull(severity)), ')'))),
  0, NULL, '', '', ncr_id, ['']
FROM nonconformances
WHERE lot_id = {lotId: String} AND row_id IN (SELECT row_id FROM nonconformances_rows WHERE lot_id = {lotId: String})
