-- Purpose: scrap that operations and nonconformances report of lots (D23), and returns that only complaints tell of. An operation's scrap is a
-- lot's when it put out one main lot; how much of it the lot still holds is judged when it is posted (made less good).
-- Grain: scrapped or good quantity of one operation and lot, one line of a nonconformance, one line of a complaint.
INSERT INTO disposition_records (node_no, kind, key, quantity, unit, from_site, customer_id, at, at_precision)
SELECT f.node_no, part.1, sipHash64(o.operation_id), part.2, ifNull(o.unit, ''), ifNull(o.site_id, ''), '', ifNull(toUnixTimestamp(o.ended_at), 0),
  o.ended_at_precision
FROM operations AS o
INNER JOIN (
  SELECT operation_id, any(lot_id) AS sole_lot_id
  FROM operation_outputs
  WHERE ifNull(role, 'main') != 'byproduct'
    AND operation_id IN (SELECT operation_id FROM operations WHERE scrap_quantity > 0 AND good_quantity IS NOT NULL)
  GROUP BY operation_id
  HAVING uniqExact(lot_id) = 1
) AS x ON x.operation_id = o.operation_id
INNER JOIN lot_facts_build AS f ON f.node_no = toUInt32({{lot_code:x.sole_lot_id}} - 1)
ARRAY JOIN [('operation_scrap', assumeNotNull(o.scrap_quantity)), ('operation_good', assumeNotNull(o.good_quantity))] AS part
WHERE o.scrap_quantity > 0 AND o.good_quantity IS NOT NULL AND {{lot_code:x.sole_lot_id}} > 0
  -- Most operations book the good quantity only: then the lot holds no scrap.
  AND NOT (ifNull(f.quantity <= o.good_quantity, 0) AND ifNull(o.unit, '') IN ('', f.unit))
UNION ALL
SELECT {{lot_code:r.lot_id}} - 1, 'nonconformance', 0, ifNull(r.quantity, nan), ifNull(r.unit, ''), '', '', ifNull(toUnixTimestamp(r.opened_at), 0),
  r.opened_at_precision
FROM nonconformances AS r
WHERE {{lot_code:r.lot_id}} > 0 AND {{scrap_verdict:r.disposition}} = 'scrapped' {{and_touched_lot:r.lot_id}}
UNION ALL
SELECT {{lot_code:c.lot_id}} - 1, 'complaint', 0, ifNull(c.quantity, nan), ifNull(c.unit, ''), '', ifNull(c.customer_id, ''), toUnixTimestamp(c.at),
  c.at_precision
FROM complaints AS c
WHERE {{lot_code:c.lot_id}} > 0 AND c.kind = 'return' {{and_touched_lot:c.lot_id}}
SETTINGS max_execution_time = 600
