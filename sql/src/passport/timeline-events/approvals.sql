SELECT
  toNullable(`at`), at_precision, 'approval', concat(toString(kind), ' approved by ', `by`), 0, NULL, '', '', ifNull(approval_id, ''), ['']
FROM approvals
WHERE (lot_id = {lotId: String} OR operation_id IN (SELECT operation_id FROM made_by))
  AND row_id IN (
    SELECT row_id FROM approvals_rows WHERE lot_id = {lotId: String}
    UNION ALL
    SELECT row_id FROM approvals_rows WHERE operation_id IN (SELECT operation_id FROM made_by)
  )
