-- Purpose: what was shipped, set against the movements that booked it out. In transit until it is delivered. What a party shipped on is
-- no longer with that party (D15). Outgoing movements that name no known shipment cover the shipments that have no movement of their
-- own; what they exceed them by is in transit to an unknown customer. Shipments that no movement covers leave the stock of their site.
-- Grain: one entry.
INSERT INTO disposition_entries
WITH
  matched AS (
    SELECT
      *, kind = 'shipment' AS is_line,
      countIf(is_line AND from_party_id = '') OVER shipment AS lines,
      countIf(NOT is_line) OVER shipment AS moves,
      sumIf(quantity, NOT is_line) OVER shipment AS moved
    FROM disposition_converted
    WHERE kind IN ('shipment', 'ship') AND node_no NOT IN (SELECT node_no FROM disposition_plain)
      AND node_no IN (SELECT node_no FROM disposition_converted WHERE kind = 'ship')
    WINDOW shipment AS (PARTITION BY node_no, unit, key)
  ),
  judged AS (
    SELECT
      *,
      NOT is_line AND lines = 0 AS is_loose,
      is_line AND moves = 0 AND from_party_id = '' AS is_uncovered,
      if(is_line AND isNaN(quantity) AND moves > 0 AND lines = 1 AND from_party_id = '', moved, quantity) AS shipped,
      sumIf(quantity, is_loose) OVER lot AS loose_moves,
      sumIf(quantity, is_uncovered AND NOT isNaN(quantity)) OVER lot AS loose_lines
    FROM matched
    WINDOW lot AS (PARTITION BY node_no, unit)
  )
SELECT node_no, entry.1, entry.2, entry.3, unit, entry.4, entry.5, entry.6
FROM judged
ARRAY JOIN [
  (if(open, 'in_transit', 'delivered'), customer_id, from_party_id, if(is_line, shipped, 0), 0, ''),
  ('delivered', from_party_id, '', if(is_line AND from_party_id != '', -shipped, 0), 0, ''),
  ('in_transit', '', '', if(is_loose AND loose_moves > 0 AND 1 - loose_lines / loose_moves > 1e-9, quantity * (1 - loose_lines / loose_moves), 0), 0, ''),
  ('stock', from_site, '', multiIf(
      NOT is_uncovered, 0,
      loose_moves <= 0, -shipped,
      isNaN(shipped) OR loose_lines = 0 OR 1 - loose_moves / loose_lines <= 1e-9, 0,
      -shipped * (1 - loose_moves / loose_lines)), at, 'out')
] AS entry
WHERE entry.4 != 0
UNION ALL
-- Lots without outgoing movements need no matching.
SELECT node_no, entry.1, entry.2, entry.3, unit, entry.4, entry.5, entry.6
FROM disposition_converted
ARRAY JOIN if(from_party_id = '',
  [(if(open, 'in_transit', 'delivered'), customer_id, '', quantity, 0, ''), ('stock', from_site, '', -quantity, at, 'out')],
  [(if(open, 'in_transit', 'delivered'), customer_id, from_party_id, quantity, 0, ''), ('delivered', from_party_id, '', -quantity, 0, '')]) AS entry
WHERE kind = 'shipment' AND node_no NOT IN (SELECT node_no FROM disposition_plain)
  AND node_no NOT IN (SELECT node_no FROM disposition_converted WHERE kind = 'ship')
SETTINGS max_execution_time = 600
