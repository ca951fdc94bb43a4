-- Purpose: how much of each lot its operations put out. What goes back into the operation that it came from is not made anew.
-- Grain: one lot and unit, whatever its case and blanks (D5); NaN when one of the lines has no quantity.
INSERT INTO disposition_made
SELECT child_no, 'output', max(unit), sum(quantity)
FROM edges FINAL
WHERE source = 'output' {{and_touched_node:child_no}}
  AND (child_no, parent_no) NOT IN (
    SELECT parent_no, child_no FROM edges FINAL WHERE source = 'input' {{and_touched_node:parent_no}}
  )
GROUP BY child_no, lowerUTF8(replaceRegexpAll(unit, '\\s', ''))
SETTINGS max_execution_time = 600
