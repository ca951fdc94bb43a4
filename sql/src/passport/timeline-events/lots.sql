SELECT
  e.1, e.2, e.3, e.4, e.5, f.quantity, toString(f.unit), '', '', ['']
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
