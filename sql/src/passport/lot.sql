-- Purpose: one lot: what its row says, and what is derived from all rows (quantity, unit, value, when it counts as
-- expired; D4, D13). status: the newest one that covers the whole lot.
-- Grain: one lot; known = 0: only other rows name it.
-- Parameters: lotId, now.
SELECT
  f.node_no AS node_no, f.lot_id AS lot_id, f.item_id AS item_id, f.lot_number AS lot_number, f.production_lot_id AS production_lot_id,
  f.origin AS origin, f.site_id AS site_id, s.name AS site_name, f.supplier_id AS supplier_id, l.supplier_site_id AS supplier_site_id,
  f.supplier_lot AS supplier_lot, l.country AS country,
  l.created_at AS created_at, l.created_at_precision AS created_at_precision,
  l.manufactured_at AS manufactured_at, l.manufactured_at_precision AS manufactured_at_precision,
  l.received_at AS received_at, l.received_at_precision AS received_at_precision,
  l.expires_at AS expires_at, l.expires_at_precision AS expires_at_precision,
  l.retest_at AS retest_at, l.retest_at_precision AS retest_at_precision,
  f.expired_from AS expired_from, f.retest_from AS retest_from,
  f.expired_from <= {now: DateTime64(3, 'UTC')} AS expired, f.retest_from <= {now: DateTime64(3, 'UTC')} AS retest_due,
  f.quantity AS quantity, f.unit AS unit, f.quantity_source AS quantity_source, f.unit_value AS unit_value,
  l.unit_cost AS unit_cost, l.currency AS currency, l.certificate AS certificate, l.storage_condition AS storage_condition,
  l.tlc AS tlc, l.tlc_source AS tlc_source, f.known AS known,
  l.recorded_at AS recorded_at, l.known_at AS known_at, l.capture_method AS capture_method, l.source_system AS source_system,
  l.import_id AS import_id, l.row_no AS row_no,
  (
    SELECT argMaxOrNull(status, (at, recorded_at, row_id))
    FROM lot_status
    WHERE lot_id = {lotId: String} AND ifNull(site_id, '') = '' AND quantity IS NULL
      AND row_id IN (SELECT row_id FROM lot_status_rows WHERE lot_id = {lotId: String})
  ) AS status
FROM lot_facts AS f
LEFT ANY JOIN (
  SELECT *
  FROM lots
  WHERE lot_id = {lotId: String} AND row_id IN (SELECT row_id FROM lots_rows WHERE lot_id = {lotId: String})
) AS l ON l.lot_id = f.lot_id
LEFT ANY JOIN sites AS s ON s.site_id = f.site_id
WHERE f.lot_id = {lotId: String} AND f.node_no IN (SELECT node_no FROM lot_facts_rows WHERE lot_id = {lotId: String})
SETTINGS max_execution_time = 10
