-- Purpose: how much of each lot was booked in by receipt or production. What arrived from a site of our own is not more of the lot, but what
-- exceeds the dispatches to its site is: nobody says where else it came from.
-- Grain: one lot and unit, whatever its case and blanks (D5).
INSERT INTO disposition_made
SELECT node_no, 'movement', max(spelling), sum(booked)
FROM (
  SELECT
    node_no, lowerUTF8(replaceRegexpAll(unit, '\\s', '')) AS folded, max(unit) AS spelling,
    sumIf(quantity, kind IN ('receipt', 'produce')) + greatest(sumIf(quantity, kind = 'arrival') - sumIf(quantity, kind = 'dispatch'), 0) AS booked,
    countIf(kind != 'dispatch') AS bookings
  FROM disposition_records
  WHERE kind IN ('receipt', 'produce', 'dispatch', 'arrival')
  GROUP BY node_no, folded, if(kind IN ('dispatch', 'arrival'), to_site, '')
)
GROUP BY node_no, folded
HAVING sum(bookings) > 0
SETTINGS max_execution_time = 600
