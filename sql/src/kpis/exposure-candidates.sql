-- Purpose: the supplier lots whose recall exposure is worth knowing: last received in the twelve months before the newest receipt, the most
-- valuable first, those without a value last. With all their lots, earlier receipts too: that is what their recall would start from.
-- Grain: one supplier lot of one supplier.
-- Parameters: limit.
WITH (SELECT max(received_at) FROM lot_facts WHERE supplier_lot != '') AS newest
SELECT
  f.supplier_id AS supplier_id, f.supplier_lot AS supplier_lot, any(f.item_id) AS item_id, any(f.site_id) AS site_id, groupArray(f.lot_id) AS lots,
  max(f.received_at) AS received_at, argMax(f.received_at_precision, f.received_at) AS received_at_precision
FROM lot_facts AS f
WHERE f.supplier_lot != ''
GROUP BY f.supplier_id, f.supplier_lot
HAVING max(f.received_at) > newest - toIntervalYear(1) OR newest IS NULL
ORDER BY sum(f.quantity * f.unit_value) DESC NULLS LAST, supplier_id, supplier_lot
LIMIT {limit: UInt32}
SETTINGS max_execution_time = 60
