-- Purpose: the lots whose facts or whereabouts an import may have changed: those its rows name, those that the rows it superseded named,
-- lots that nothing has been derived for yet, and those whose steps read rows of others: of the operations and items it changed,
-- outputs and linked inputs beside the outputs it changed, returns and dispatches of its shipments, and both ends of links that it
-- derived again, in the unit of an item for example. After an import of sites all lots are derived again.
-- Grain: one lot.
-- Parameters: importId.
INSERT INTO disposition_touched
WITH
  changed_operations AS (
    SELECT operation_id FROM operations_rows WHERE import_id = {importId: String}
  ),
  changed_outputs AS (
    SELECT operation_id FROM operation_outputs_rows WHERE import_id = {importId: String}
    UNION ALL SELECT operation_id FROM operation_outputs_history WHERE superseded_by = {importId: String}
  ),
  changed_items AS (
    SELECT item_id FROM items_rows WHERE import_id = {importId: String}
    UNION ALL SELECT item_id FROM unit_conversions_rows WHERE import_id = {importId: String}
    UNION ALL SELECT item_id FROM unit_conversions_history WHERE superseded_by = {importId: String}
  ),
  numbers AS (
    SELECT version FROM lots_rows WHERE import_id = {importId: String}
    UNION ALL SELECT version FROM items_rows WHERE import_id = {importId: String}
    UNION ALL SELECT version FROM operations_rows WHERE import_id = {importId: String}
    UNION ALL SELECT version FROM operation_inputs_rows WHERE import_id = {importId: String}
    UNION ALL SELECT version FROM operation_outputs_rows WHERE import_id = {importId: String}
  ),
  changed_shipments AS (
    SELECT shipment_id FROM shipments_rows WHERE import_id = {importId: String}
    UNION ALL SELECT shipment_id FROM shipments_history WHERE superseded_by = {importId: String}
  )
SELECT node_no, id
FROM nodes
WHERE kind = 'lot' AND (
  node_no >= (SELECT if(count() = 0, 0, max(node_no) + 1) FROM lot_facts_rows)
  OR node_no IN (
    SELECT arrayJoin([parent_no, child_no]) FROM edges WHERE version IN (SELECT DISTINCT version FROM numbers)
  )
  OR id IN (
    SELECT lot_id FROM lots_rows WHERE import_id = {importId: String}
    UNION ALL SELECT arrayJoin([parent_lot_id, child_lot_id]) FROM lot_links_rows WHERE import_id = {importId: String}
    UNION ALL SELECT arrayJoin([parent_lot_id, child_lot_id]) FROM lot_links_history WHERE superseded_by = {importId: String}
    UNION ALL SELECT lot_id FROM lot_status_rows WHERE import_id = {importId: String}
    UNION ALL SELECT lot_id FROM lot_status_history WHERE superseded_by = {importId: String}
    UNION ALL SELECT lot_id FROM operation_inputs_rows WHERE import_id = {importId: String}
    UNION ALL SELECT lot_id FROM operation_inputs_history WHERE superseded_by = {importId: String}
    UNION ALL SELECT lot_id FROM operation_outputs_rows WHERE import_id = {importId: String}
    UNION ALL SELECT lot_id FROM operation_outputs_history WHERE superseded_by = {importId: String}
    UNION ALL SELECT lot_id FROM movements_rows WHERE import_id = {importId: String}
    UNION ALL SELECT lot_id FROM movements_history WHERE superseded_by = {importId: String}
    UNION ALL SELECT lot_id FROM stock_counts_rows WHERE import_id = {importId: String}
    UNION ALL SELECT lot_id FROM shipments_rows WHERE import_id = {importId: String}
    UNION ALL SELECT lot_id FROM shipments_history WHERE superseded_by = {importId: String}
    UNION ALL SELECT assumeNotNull(lot_id) FROM nonconformances_rows WHERE import_id = {importId: String} AND lot_id IS NOT NULL
    UNION ALL SELECT assumeNotNull(lot_id) FROM nonconformances_history WHERE superseded_by = {importId: String} AND lot_id IS NOT NULL
    UNION ALL SELECT assumeNotNull(lot_id) FROM complaints_rows WHERE import_id = {importId: String} AND lot_id IS NOT NULL
    UNION ALL SELECT assumeNotNull(lot_id) FROM complaints_history WHERE superseded_by = {importId: String} AND lot_id IS NOT NULL
    UNION ALL SELECT lot_id FROM operation_inputs WHERE operation_id IN (SELECT operation_id FROM changed_operations)
    UNION ALL SELECT lot_id FROM operation_outputs WHERE operation_id IN (SELECT operation_id FROM changed_operations)
    UNION ALL SELECT parent_lot_id FROM lot_links WHERE operation_id IN (SELECT operation_id FROM changed_operations)
    UNION ALL SELECT lot_id FROM movements WHERE operation_id IN (SELECT operation_id FROM changed_operations)
    -- A link is left out when an operation takes in its parent and puts out its child.
    UNION ALL SELECT parent_lot_id FROM lot_links WHERE parent_lot_id IN (
      SELECT lot_id FROM operation_inputs WHERE operation_id IN (SELECT operation_id FROM changed_outputs)
    )
    -- An operation's scrap is a lot's when it put out no other.
    UNION ALL SELECT lot_id FROM operation_outputs WHERE operation_id IN (
      SELECT operation_id FROM operations WHERE scrap_quantity > 0 AND operation_id IN (SELECT operation_id FROM changed_outputs)
    )
    UNION ALL SELECT lot_id FROM lots WHERE item_id IN (SELECT item_id FROM changed_items)
    UNION ALL SELECT lot_id FROM movements WHERE reason IN ('return', 'ship') AND shipment_id IN (SELECT shipment_id FROM changed_shipments)
  )
)
SETTINGS max_execution_time = 600
