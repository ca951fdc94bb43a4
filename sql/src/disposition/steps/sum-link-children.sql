-- Purpose: how much of each lot its links say they made.
-- Grain: one lot and unit, whatever its case and blanks (D5); NaN when one of the links of the lot does not say.
INSERT INTO disposition_made
SELECT ({{lot_code:child_lot_id}} AS code) - 1, 'link', max(ifNull(child_unit, '')), sum(ifNull(child_quantity, nan))
FROM lot_links
WHERE child_lot_id IN (SELECT child_lot_id FROM lot_links WHERE child_quantity IS NOT NULL) AND code > 0 {{and_touched_lot:child_lot_id}}
GROUP BY code, lowerUTF8(replaceRegexpAll(ifNull(child_unit, ''), '\\s', ''))
SETTINGS max_execution_time = 600
