-- Purpose: what went into operations and links, of the lots that are reconciled in detail. A link that says the same as an operation's
-- lines (parent went in, child came out) is left out; what an operation puts out of a lot that it took in is a loop. A flow into serials of
-- the lot that has no quantity is left out too: the serials say how much it was.
-- Grain: one line or link.
INSERT INTO disposition_records (node_no, kind, key, quantity, unit, from_site, open, at, at_precision)
SELECT {{lot_code:i.lot_id}} - 1, 'input', sipHash64(i.operation_id), ifNull(i.quantity, nan), ifNull(i.unit, ''), ifNull(o.site_id, ''),
  o.operation_id != '' AND o.ended_at IS NULL, ifNull(toUnixTimestamp(coalesce(i.at, o.started_at)), 0),
  if(i.at IS NULL, o.started_at_precision, i.at_precision)
FROM operation_inputs AS i
LEFT ANY JOIN operations AS o ON o.operation_id = i.operation_id
WHERE {{lot_code:i.lot_id}} - 1 IN (SELECT node_no FROM disposition_detailed) {{and_touched_lot:i.lot_id}}
  AND i.row_id NOT IN (SELECT row_key FROM disposition_serial_flows WHERE source = 'input' AND isNaN(quantity))
UNION ALL
SELECT {{lot_code:i.lot_id}} - 1, 'loop', sipHash64(i.operation_id), ifNull(i.quantity, nan), ifNull(i.unit, ''), '', 0, 0, 0
FROM operation_outputs AS i
WHERE {{lot_code:i.lot_id}} - 1 IN (SELECT node_no FROM disposition_detailed)
  AND (i.lot_id, i.operation_id) IN (
    SELECT lot_id, operation_id
    FROM operation_inputs
    WHERE lot_id IN (SELECT lot_id FROM operation_outputs) {{and_touched_lot:lot_id}}
  ) {{and_touched_lot:i.lot_id}}
UNION ALL
SELECT {{lot_code:l.parent_lot_id}} - 1, 'link', if(ifNull(l.operation_id, '') = '', 0, sipHash64(assumeNotNull(l.operation_id))), ifNull(l.quantity, nan),
  ifNull(l.unit, ''), ifNull(o.site_id, ''), o.operation_id != '' AND o.ended_at IS NULL, ifNull(toUnixTimestamp(l.at), 0),
  l.at_precision
FROM lot_links AS l
LEFT ANY JOIN operations AS o ON o.operation_id = l.operation_id
WHERE {{lot_code:l.parent_lot_id}} - 1 IN (SELECT node_no FROM disposition_detailed)
  AND (l.parent_lot_id, l.child_lot_id) NOT IN (
    SELECT i.lot_id, x.lot_id
    FROM operation_inputs AS i
    INNER JOIN operation_outputs AS x ON x.operation_id = i.operation_id
    WHERE i.lot_id IN (SELECT parent_lot_id FROM lot_links) {{and_touched_lot:i.lot_id}}
  ) {{and_touched_lot:l.parent_lot_id}}
  AND l.row_id NOT IN (SELECT row_key FROM disposition_serial_flows WHERE source = 'link' AND isNaN(quantity))
SETTINGS max_execution_time = 600
