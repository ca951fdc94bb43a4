SELECT
  coalesce(h.shipped_at, h.delivered_at), if(h.shipped_at IS NULL, h.delivered_at_precision, h.shipped_at_precision), 'shipment', 'Shipped ', 1,
  h.quantity, ifNull(toString(h.unit), ''), concat(' to ', coalesce(nullIf(c.name, ''), h.customer_id)), h.shipment_id,
  [ifNull(toString(h.from_site_id), '')]
FROM shipments AS h
LEFT ANY JOIN customers AS c ON c.customer_id = h.customer_id
WHERE h.lot_id = {lotId: String} AND h.row_id IN (SELECT row_id FROM shipments_rows WHERE lot_id = {lotId: String})
