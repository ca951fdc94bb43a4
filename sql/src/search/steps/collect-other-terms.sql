-- Purpose: orders, shipments, operations, parties, items and logistic units by id, and by name, number or document where they have one.
-- Grain: one term of one thing.
-- Parameters: version, importId, nextNodeNo (of an incremental refresh).
INSERT INTO search_terms_build
WITH things AS (
  SELECT 'order' AS thing, order_id AS id, order_id AS label, [order_id] AS found_by, item_id, ifNull(site_id, '') AS site_id
  FROM (
    SELECT order_id, item_id, site_id FROM planned_orders WHERE 1 {{of_import}}
    UNION ALL SELECT order_id, item_id, site_id FROM supply_orders WHERE 1 {{of_import}}
    UNION ALL SELECT assumeNotNull(order_id), '', from_site_id FROM shipments WHERE order_id != '' {{of_import}}
    UNION ALL SELECT order_id, '', NULL FROM allocations WHERE 1 {{of_import}}
  )
  UNION ALL
  SELECT 'shipment', shipment_id, shipment_id, [shipment_id, ifNull(reference_document, '')], '', ifNull(from_site_id, '')
  FROM shipments WHERE 1 {{of_import}}
  UNION ALL
  SELECT 'operation', operation_id, operation_id, [operation_id], ifNull(item_id, ''), ifNull(site_id, '')
  FROM operations WHERE 1 {{of_import}}
  UNION ALL
  SELECT 'operation', id, id, [id], '', ''
  FROM nodes WHERE kind = 'operation' AND id NOT IN (SELECT operation_id FROM operations) {{of_new_nodes}}
  UNION ALL
  SELECT 'customer', customer_id, if(ifNull(name, '') = '', customer_id, assumeNotNull(name)), [customer_id, ifNull(name, '')], '', ''
  FROM customers WHERE 1 {{of_import}}
  UNION ALL
  SELECT 'customer', customer_id, customer_id, [customer_id], '', ''
  FROM shipments WHERE customer_id NOT IN (SELECT customer_id FROM customers) {{of_import}}
  UNION ALL
  SELECT 'supplier', supplier_id, if(ifNull(name, '') = '', supplier_id, assumeNotNull(name)), [supplier_id, ifNull(name, '')], '', ''
  FROM suppliers WHERE 1 {{of_import}}
  UNION ALL
  SELECT 'item', item_id, if(ifNull(name, '') = '', item_id, assumeNotNull(name)), [item_id, ifNull(name, ''), ifNull(gtin, '')], item_id, ''
  FROM items WHERE 1 {{of_import}}
  UNION ALL
  SELECT 'handlingUnit', handling_unit_id, handling_unit_id, [handling_unit_id], '', ''
  FROM handling_units WHERE 1 {{of_import}}
  UNION ALL
  SELECT 'handlingUnit', assumeNotNull(parent_unit_id), assumeNotNull(parent_unit_id), [assumeNotNull(parent_unit_id)], '', ''
  FROM handling_units WHERE parent_unit_id != '' {{of_import}}
  UNION ALL
  SELECT 'handlingUnit', assumeNotNull(handling_unit_id), assumeNotNull(handling_unit_id), [assumeNotNull(handling_unit_id)], '', ifNull(from_site_id, '')
  FROM shipments
  WHERE handling_unit_id NOT IN (
      -- Only of those that are asked about: all units of a plant would be held in memory.
      WITH shipped AS (SELECT assumeNotNull(handling_unit_id) FROM shipments WHERE handling_unit_id != '' {{of_import}})
      SELECT handling_unit_id FROM handling_units WHERE handling_unit_id IN shipped
      UNION ALL
      SELECT assumeNotNull(parent_unit_id) FROM handling_units WHERE parent_unit_id IN shipped
    )
    AND handling_unit_id != '' {{of_import}}
)
SELECT thing, arrayJoin({{terms:text}}) AS term, id, '', any(label), max(item_id), max(site_id), [], {version: UInt64}, 0
FROM things
ARRAY JOIN arrayDistinct(arrayFilter(x -> x != '', found_by)) AS text
WHERE id != ''
GROUP BY thing, term, id
SETTINGS max_execution_time = 600, optimize_on_insert = 0
