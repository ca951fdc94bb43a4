SELECT
  toNullable(`at`), at_precision, 'status', concat('Status ', toString(status), if(quantity IS NULL, '', ' for ')), quantity IS NOT NULL, quantity,
  ifNull(toString(unit), ''), if(ifNull(reason, '') = '', '', concat(': ', assumeNotNull(reason))), '', [ifNull(toString(site_id), '')]
FROM lot_status
WHERE lot_id = {lotId: String} AND row_id IN (SELECT row_id FROM lot_status_rows WHERE lot_id = {lotId: String})
