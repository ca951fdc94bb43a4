-- Purpose: units of a production lot that are serials of their own (D1), as if each had been split off by a link, as far as no link, input or
-- issue took them already. An issue for an operation of which no line or link of the lot is known is taken to be for its serials.
-- Grain: one serial.
INSERT INTO disposition_records (node_no, kind, quantity, unit, at)
WITH
  known AS (
    SELECT node_no, quantity, unit, at, 1 AS is_serial FROM disposition_serials
    UNION ALL
    SELECT node_no, quantity, unit, 0, 0 FROM disposition_serial_flows WHERE NOT isNaN(quantity)
    UNION ALL
    SELECT node_no, if(kind = 'issue', quantity, -quantity), unit, 0, 0
    FROM disposition_records
    WHERE kind IN ('issue', 'production_return') AND key != 0 AND node_no IN (SELECT node_no FROM disposition_serials)
      AND (node_no, key) NOT IN (
        SELECT node_no, key
        FROM disposition_records
        WHERE kind IN ('input', 'link') AND node_no IN (SELECT node_no FROM disposition_serials)
      )
  ),
  converted AS (
    SELECT
      k.node_no AS node_no, k.is_serial AS is_serial, k.at AS at, k.quantity * if(c.factor = 0, 1, c.factor) AS amount,
      if(k.unit = '' OR c.factor != 0, f.unit, k.unit) AS own_unit
    FROM known AS k
    INNER JOIN (
      SELECT node_no, item_id, unit
      FROM lot_facts_build
      WHERE node_no IN (SELECT node_no FROM disposition_serials)
    ) AS f ON f.node_no = k.node_no
    LEFT ANY JOIN disposition_unit_factors AS c ON c.pair = if(k.unit IN ('', f.unit), 0, cityHash64(f.item_id, k.unit, f.unit))
  ),
  weighed AS (
    SELECT
      *,
      sumIf(amount, is_serial) OVER lot AS serialised,
      sumIf(amount, NOT is_serial) OVER lot AS taken,
      if(serialised > 0, 1 - greatest(taken, 0) / serialised, 0) AS share
    FROM converted
    WINDOW lot AS (PARTITION BY node_no, own_unit)
  )
SELECT node_no, 'link', amount * share, own_unit, at
FROM weighed
WHERE is_serial AND share > 1e-9
SETTINGS max_execution_time = 600
