-- Purpose: the serials of each production lot (D1): every one is a lot of its own, so that its units must not be counted as the production
-- lot's too.
-- Grain: one serial.
INSERT INTO disposition_serials
SELECT {{lot_code:production_lot_id}} - 1, node_no, ifNull(quantity, 1), unit, ifNull(toUnixTimestamp(made_at), 0)
FROM {{facts}}
WHERE production_lot_id NOT IN ('', lot_id) AND {{lot_code:production_lot_id}} > 0
SETTINGS max_execution_time = 600
