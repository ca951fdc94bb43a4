-- Purpose: who received some of a lot and holds nothing of it any more, because it was shipped on or came back: they are told of a recall all the
-- same (D15). Readers take a row of 0 with a party for that, and count no lot for it where the units are.
-- Grain: one lot, and party with the party that shipped it to them.
-- Parameters: version.
INSERT INTO lot_disposition_build
SELECT s.node_no, 'delivered', '', '', '', s.customer, s.party, 0, f.unit, if(f.unit_value IS NULL, NULL, 0), 1, {version: UInt64}, 0
FROM (
  SELECT node_no, any(customer_id) AS customer, any(from_party_id) AS party
  FROM disposition_converted
  WHERE kind = 'shipment' AND customer_id != ''
    AND cityHash64(node_no, customer_id, from_party_id) NOT IN (
      SELECT cityHash64(node_no, customer_id, from_party_id) FROM lot_disposition_build WHERE customer_id != ''
    )
  GROUP BY node_no, cityHash64(customer_id, from_party_id)
  HAVING countIf(isNaN(quantity)) > 0 OR sumIf(quantity, NOT isNaN(quantity)) > 1e-9 * sumIf(abs(quantity), NOT isNaN(quantity))
) AS s
INNER JOIN (SELECT node_no, unit, unit_value FROM lot_facts_build) AS f ON f.node_no = s.node_no
SETTINGS max_execution_time = 600, optimize_on_insert = 0, max_insert_threads = 2
