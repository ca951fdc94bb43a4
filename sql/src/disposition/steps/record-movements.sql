-- Purpose: the movements of lots as records. A return is back from production when it names an operation, to the supplier when it leaves
-- our place for none or for a supplier's, else from a customer: the one of its shipment, if it names one (D9: never a parent).
-- What is shipped to a site of our own is a dispatch, and what the site then receives of the lot is its arrival: goods that change their place,
-- not a delivery and not more of the lot. A site is ours unless it is a supplier's or a customer's; one that nobody recorded is ours when it books
-- receipts of the lot. What belongs to a recorded shipment stays a shipment.
-- Reads beside the movements of the lot: operations, shipments and sites that they name.
-- Grain: one movement.
INSERT INTO disposition_records (
  node_no, kind, key, quantity, unit, from_site, from_location, to_site, to_location, customer_id, from_party_id, open, at, at_precision)
WITH
  shipped AS (
    SELECT row_id, lot_id, ifNull(to_site_id, '') AS destination, `at`, ifNull(from_site_id, '') AS origin
    FROM movements
    -- One that names only a location stays at its site.
    WHERE reason = 'ship' AND destination != '' AND origin != destination AND (origin != '' OR ifNull(from_location, '') = '')
      AND ifNull(shipment_id, '') NOT IN (
        SELECT shipment_id
        FROM shipments
        WHERE shipment_id IN (SELECT shipment_id FROM movements WHERE reason = 'ship' AND to_site_id != '' AND shipment_id != '')
      )
  ),
  dispatches AS (
    SELECT lot_id, destination, min(`at`) AS since, groupUniqArray(origin) AS origins
    FROM shipped
    WHERE if(
      destination IN (SELECT site_id FROM sites),
      destination IN (SELECT site_id FROM sites WHERE ifNull(toString(kind), '') NOT IN ('supplier', 'customer')),
      (lot_id, destination) IN (SELECT lot_id, assumeNotNull(to_site_id) FROM movements WHERE reason = 'receipt' AND to_site_id != ''))
    GROUP BY lot_id, destination
  )
SELECT
  {{lot_code:m.lot_id}} - 1,
  multiIf(
    d.destination != '' AND m.row_id IN (SELECT row_id FROM shipped), 'dispatch',
    d.destination != '' AND m.reason = 'receipt' AND (ifNull(m.from_site_id, '') = '' OR hasAny(d.origins, ['', assumeNotNull(m.from_site_id)]))
      AND m.at + toIntervalDay([0, 1, 31][m.at_precision + 1]) >= d.since, 'arrival',
    m.reason != 'return', toString(m.reason),
    m.operation_id != '', 'production_return',
    m.to_site_id IN (SELECT site_id FROM sites WHERE kind = 'supplier'), 'supplier_return',
    concat(ifNull(m.to_site_id, ''), ifNull(m.to_location, '')) = '' AND concat(ifNull(m.from_site_id, ''), ifNull(m.from_location, '')) != '' AND ifNull(m.shipment_id, '') = '',
      'supplier_return',
    'customer_return') AS record,
  multiIf(
    record IN ('ship', 'customer_return'), if(ifNull(m.shipment_id, '') = '', 0, sipHash64(assumeNotNull(m.shipment_id))),
    if(ifNull(m.operation_id, '') = '', 0, sipHash64(assumeNotNull(m.operation_id)))),
  m.quantity, ifNull(m.unit, ''),
  multiIf(ifNull(m.from_site_id, '') != '', m.from_site_id, ifNull(m.from_location, '') != '', ifNull(m.to_site_id, ''), ''),
  ifNull(m.from_location, ''),
  multiIf(ifNull(m.to_site_id, '') != '', m.to_site_id, ifNull(m.to_location, '') != '', ifNull(m.from_site_id, ''), ''),
  ifNull(m.to_location, ''),
  s.customer_id, '',
  m.operation_id IN (SELECT operation_id FROM operations WHERE ended_at IS NULL),
  toUnixTimestamp(m.at), m.at_precision
FROM movements AS m
LEFT ANY JOIN (
  SELECT shipment_id, customer_id
  FROM shipments
  WHERE shipment_id IN (SELECT shipment_id FROM movements WHERE reason = 'return')
) AS s ON s.shipment_id = m.shipment_id AND m.reason = 'return'
LEFT ANY JOIN dispatches AS d ON d.lot_id = m.lot_id AND d.destination = if(m.reason IN ('ship', 'receipt'), ifNull(m.to_site_id, ''), '')
WHERE {{lot_code:m.lot_id}} > 0 {{and_touched_lot:m.lot_id}}
SETTINGS max_execution_time = 600
