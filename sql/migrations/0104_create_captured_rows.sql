-- Rows of the genealogy with how and when they were captured (D3).

-- One movement, line, link or shipment. Undated: happened is NULL.
CREATE VIEW IF NOT EXISTS captured_rows{{on_cluster}} AS
SELECT
  coalesce(nullIf(movement_id, ''), concat(lot_id, ' ', toString(reason))) AS id, lot_id, ifNull(operation_id, '') AS operation_id,
  coalesce(from_site_id, to_site_id, '') AS site_id, 'movements' AS dataset, toNullable(`at`) AS happened, at_precision AS happened_precision,
  recorded_at, import_id, ifNull(toString(capture_method), '') AS method
FROM movements
UNION ALL
SELECT
  concat(lot_id, ' → ', operation_id), lot_id, operation_id, '', 'operation_inputs', `at`, at_precision, recorded_at, import_id,
  ifNull(toString(capture_method), '')
FROM operation_inputs
UNION ALL
SELECT
  concat(operation_id, ' → ', lot_id), lot_id, operation_id, '', 'operation_outputs', `at`, at_precision, recorded_at, import_id,
  ifNull(toString(capture_method), '')
FROM operation_outputs
UNION ALL
SELECT
  concat(parent_lot_id, ' → ', child_lot_id), child_lot_id, ifNull(operation_id, ''), '', 'lot_links', `at`, at_precision, recorded_at,
  import_id, ifNull(toString(capture_method), '')
FROM lot_links
UNION ALL
SELECT
  shipment_id, lot_id, '', ifNull(from_site_id, ''), 'shipments', shipped_at, shipped_at_precision, recorded_at, import_id,
  ifNull(toString(capture_method), '')
FROM shipments;
