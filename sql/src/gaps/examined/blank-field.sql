-- Purpose: the rows whose key data a trace or a recall needs.
-- Grain: one row.
SELECT lot_id AS id, lot_id, '' AS operation_id, item_id, site_id, 'lots' AS dataset, 'a lot' AS text
FROM lot_facts
WHERE known
UNION ALL
SELECT concat(parent_lot_id, ' → ', child_lot_id), child_lot_id, ifNull(operation_id, ''), '', '', 'lot_links', 'a link'
FROM lot_links
UNION ALL
SELECT concat(lot_id, ' → ', operation_id), lot_id, operation_id, '', '', 'operation_inputs', 'an input'
FROM operation_inputs
UNION ALL
SELECT concat(operation_id, ' → ', lot_id), lot_id, operation_id, '', '', 'operation_outputs', 'an output'
FROM operation_outputs
UNION ALL
SELECT operation_id, '', operation_id, ifNull(item_id, ''), ifNull(site_id, ''), 'operations', 'an operation'
FROM operations
UNION ALL
SELECT shipment_id, lot_id, '', '', ifNull(from_site_id, ''), 'shipments', 'a shipment'
FROM shipments
