-- Purpose: how much of each lot was booked in by receipt or production.
-- Grain: one lot and unit, whatever its case and blanks (D5).
INSERT INTO disposition_made
SELECT ({{lot_code:lot_id}} AS code) - 1, 'movement', max(ifNull(unit, '')), sum(quantity)
FROM movements
WHERE reason IN ('receipt', 'produce') AND code > 0 {{and_touched_lot:lot_id}}
GROUP BY code, lowerUTF8(replaceRegexpAll(ifNull(unit, ''), '\\s', ''))
SETTINGS max_execution_time = 600
