-- Purpose: inputs, outputs, links, movements, shipments and counts with a unit. site_id: where the row itself names one.
-- Grain: one row.
SELECT concat(lot_id, ' → ', operation_id) AS id, lot_id, operation_id, '' AS site_id, 'operation_inputs' AS dataset, ifNull(unit, '') AS row_unit
FROM operation_inputs
WHERE unit != ''
UNION ALL
SELECT concat(operation_id, ' → ', lot_id), lot_id, operation_id, '', 'operation_outputs', ifNull(unit, '')
FROM operation_outputs
WHERE unit != ''
UNION ALL
SELECT concat(parent_lot_id, ' → ', child_lot_id), parent_lot_id, ifNull(operation_id, ''), '', 'lot_links', ifNull(unit, '')
FROM lot_links
WHERE unit != ''
UNION ALL
SELECT coalesce(nullIf(movement_id, ''), concat(lot_id, ' ', toString(reason))), lot_id, ifNull(operation_id, ''), coalesce(from_site_id, to_site_id, ''), 'movements', ifNull(unit, '')
FROM movements
WHERE unit != ''
UNION ALL
SELECT shipment_id, lot_id, '', ifNull(from_site_id, ''), 'shipments', ifNull(unit, '')
FROM shipments
WHERE unit != ''
UNION ALL
SELECT concat(lot_id, ' at ', site_id), lot_id, '', site_id, 'stock_counts', ifNull(unit, '')
FROM stock_counts
WHERE unit != ''
