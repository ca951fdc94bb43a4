-- Purpose: the lots, operations, items, suppliers, customers and sites that rows name.
-- Grain: one thing.
SELECT lot_id AS id, lot_id, '' AS operation_id, '' AS item_id, site_id, 'lots' AS dataset, 'a lot that rows name' AS text
FROM lot_facts
UNION ALL
SELECT n.id, '', n.id, '', ifNull(o.site_id, ''), 'operations', 'an operation that rows name'
FROM nodes AS n
LEFT ANY JOIN operations AS o ON o.operation_id = n.id
WHERE n.kind = 'operation'
UNION ALL
SELECT DISTINCT item_id, '', '', item_id, '', 'items', 'an item that lots refer to'
FROM lot_facts
WHERE item_id != ''
UNION ALL
SELECT DISTINCT supplier_id, '', '', '', '', 'suppliers', 'a supplier that lots refer to'
FROM lot_facts
WHERE supplier_id != ''
UNION ALL
SELECT DISTINCT customer_id, '', '', '', '', 'customers', 'a customer that shipments refer to'
FROM shipments
UNION ALL
SELECT DISTINCT site, '', '', '', site, 'sites', 'a site that rows refer to'
FROM (
{{named_sites}}
)
