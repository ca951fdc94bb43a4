-- Purpose: lots, operations, items, suppliers, customers and sites that rows refer to and that no row describes.
-- Grain: one thing.
SELECT lot_id AS id, lot_id, '' AS operation_id, '' AS item_id, '' AS site_id, 'lots' AS dataset, 'a lot that other rows refer to' AS text
FROM lot_facts
WHERE NOT known
UNION ALL
SELECT id, '', id, '', '', 'operations', 'an operation that other rows refer to'
FROM nodes
WHERE kind = 'operation' AND id NOT IN (SELECT operation_id FROM operations)
UNION ALL
SELECT DISTINCT item_id, '', '', item_id, '', 'items', 'an item that lots refer to'
FROM lot_facts
WHERE item_id != '' AND item_id NOT IN (SELECT item_id FROM items)
UNION ALL
SELECT DISTINCT supplier_id, '', '', '', '', 'suppliers', 'a supplier that lots refer to'
FROM lot_facts
WHERE supplier_id != '' AND supplier_id NOT IN (SELECT supplier_id FROM suppliers)
UNION ALL
SELECT DISTINCT customer_id, '', '', '', '', 'customers', 'a customer that shipments refer to'
FROM shipments
WHERE customer_id NOT IN (SELECT customer_id FROM customers)
UNION ALL
SELECT DISTINCT site, '', '', '', site, 'sites', 'a site that rows refer to'
FROM (
{{named_sites}}
)
WHERE site NOT IN (SELECT site_id FROM sites)
