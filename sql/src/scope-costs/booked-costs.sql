-- Purpose: the costs of quality that are booked to lots, in the base currency at the moment of valuation (D14). An entry belongs to the lot it
-- names, else to the lots of the case it names, else to those that the operation it names put out. Entries are few beside lots and operations: they
-- are the side of each join that is held in memory.
-- Grain: one row of columns, in each an item for every kind and set of lots: kind (its place in the parameter), amount, valued, unvalued (entries in
-- a currency without a rate), how many lots and which, how many entries and which (row ids, counted from 1: exact as floating numbers).
-- Parameters: kinds.
WITH
  costs AS (
    SELECT
      row_id AS entry, kind, ifNull(lot_id, '') AS lot, ifNull(case_id, '') AS filed, ifNull(operation_id, '') AS operation,
      amount * nullIf(r.rate, 0) AS worth
    FROM cost_entries AS e
    LEFT ANY JOIN disposition_rates AS r ON r.currency = e.currency
    WHERE kind IN {kinds: Array(String)}
  ),
  named AS (
    SELECT entry, kind, worth, lot FROM costs WHERE lot != ''
    UNION ALL
    SELECT c.entry, c.kind, c.worth, f.lot
    FROM costs AS c
    INNER JOIN (
      SELECT case_id AS id, assumeNotNull(lot_id) AS lot FROM complaints WHERE lot_id != ''
      UNION ALL
      SELECT ncr_id, assumeNotNull(lot_id) FROM nonconformances WHERE lot_id != ''
    ) AS f ON f.id = c.filed
    WHERE c.lot = '' AND c.filed != ''
    UNION ALL
    SELECT c.entry, c.kind, c.worth, o.lot_id
    FROM (SELECT operation_id, lot_id FROM operation_outputs) AS o
    INNER JOIN (SELECT * FROM costs WHERE lot = '' AND filed = '' AND operation != '') AS c ON c.operation = o.operation_id
  ),
  booked AS (
    SELECT n.entry, any(n.kind) AS kind, any(n.worth) AS worth, arraySort(groupUniqArray(f.node_no)) AS nodes
    FROM (SELECT node_no, lot_id FROM lot_facts) AS f
    INNER JOIN named AS n ON n.lot = f.lot_id
    GROUP BY n.entry
  )
SELECT
  groupArray(kind), groupArray(amount), groupArray(valued), groupArray(unvalued),
  groupArray(toUInt32(length(nodes))), arrayFlatten(groupArray(nodes)),
  groupArray(toUInt32(length(entries))), arrayFlatten(groupArray(entries))
FROM (
  SELECT
    toUInt32(indexOf({kinds: Array(String)}, kind) - 1) AS kind, nodes, ifNull(sum(worth), 0) AS amount, toUInt32(count(worth)) AS valued,
    toUInt32(countIf(worth IS NULL)) AS unvalued, groupArray(toFloat64(entry)) AS entries
  FROM booked
  GROUP BY kind, nodes
)
SETTINGS max_execution_time = 300
FORMAT RowBinary
