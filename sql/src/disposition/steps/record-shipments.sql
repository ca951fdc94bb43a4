-- Purpose: the shipments of all lots.
-- Grain: one line of a shipment.
INSERT INTO disposition_records (node_no, kind, key, quantity, unit, from_site, customer_id, from_party_id, open, at, at_precision)
SELECT {{lot_code:s.lot_id}} - 1, 'shipment', sipHash64(s.shipment_id), ifNull(s.quantity, nan), ifNull(s.unit, ''), ifNull(s.from_site_id, ''),
  s.customer_id, ifNull(s.from_party_id, ''), s.delivered_at IS NULL, ifNull(toUnixTimestamp(s.shipped_at), 0), s.shipped_at_precision
FROM shipments AS s
WHERE {{lot_code:s.lot_id}} > 0 {{and_touched_lot:s.lot_id}}
SETTINGS max_execution_time = 600
