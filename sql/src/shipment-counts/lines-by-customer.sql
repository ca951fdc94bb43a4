-- Purpose: which lots each shipment line is of, to count those of a scope in memory.
-- Grain: one customer and forwarding party ('' for none); nodes: an entry for each line, in order. Lots are matched by a digest of
-- 128 bits: millions of ids as texts take six times as long.
-- Parameters: none.
SELECT customer_id, party, arraySort(groupArray(node_no)) AS nodes
FROM (
  SELECT f.node_no AS node_no, h.customer_id AS customer_id, h.party AS party
  FROM (
    SELECT reinterpretAsUInt128(sipHash128(lot_id)) AS lot, customer_id, ifNull(from_party_id, '') AS party
    FROM shipments
  ) AS h
  INNER JOIN (SELECT reinterpretAsUInt128(sipHash128(lot_id)) AS lot, node_no FROM lot_facts) AS f ON f.lot = h.lot
)
GROUP BY customer_id, party
ORDER BY customer_id, party
SETTINGS max_execution_time = 300
FORMAT RowBinary
