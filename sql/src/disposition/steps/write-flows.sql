-- Purpose: what is in process, in transit (to a party, or to a site of our own), delivered, consumed, scrapped or returned to a supplier, of the lots that were reconciled.
-- Quantities that are not known stand beside the known ones without a unit. What was returned, but not into our stock, says so where others have a
-- status: what came back into stock at a place of the same name is another row.
-- Grain: one lot, bucket, place or party, and unit.
-- Parameters: version.
INSERT INTO lot_disposition_build
SELECT
  b.node_no, if(b.pool = 'moving', 'in_transit', toString(b.pool)),
  if(b.pool IN ('in_transit', 'delivered'), '', b.outer), if(b.pool IN ('in_transit', 'delivered'), '', b.inner),
  if(b.pool = 'returned', 'elsewhere', ''),
  if(b.pool IN ('in_transit', 'delivered'), b.outer, ''), if(b.pool IN ('in_transit', 'delivered'), b.inner, ''),
  if(isNaN(b.quantity), NULL, b.quantity) AS sure, if(isNaN(b.quantity), '', b.unit),
  if(b.unit = f.unit, sure * f.unit_value, NULL), b.unit = f.unit, {version: UInt64}, 0
FROM disposition_balances AS b
INNER JOIN (SELECT node_no, unit, unit_value FROM lot_facts_build) AS f ON f.node_no = b.node_no
WHERE b.pool != 'stock' AND NOT (b.pool = 'delivered' AND b.quantity < 0)
SETTINGS max_execution_time = 600, optimize_on_insert = 0, max_insert_threads = 2
