-- Purpose: every way in which an item's quantities convert (D5): as recorded, turned round, or in two steps; recorded ones first. Units that
-- differ in case or blanks only are one unit, however they are spelled in any row: nobody else has to compare spellings.
-- Grain: one item and pair of units.
INSERT INTO disposition_unit_factors
WITH
  unit -> lowerUTF8(replaceRegexpAll(unit, '\\s', '')) AS folded,
  (
    SELECT groupUniqArray(spelling)
    FROM (
      SELECT DISTINCT toString(unit) AS spelling FROM items_rows WHERE unit != ''
      UNION ALL SELECT DISTINCT toString(unit) FROM lots_rows WHERE unit != ''
      UNION ALL SELECT DISTINCT toString(unit) FROM lot_links_rows WHERE unit != ''
      UNION ALL SELECT DISTINCT toString(child_unit) FROM lot_links_rows WHERE child_unit != ''
      UNION ALL SELECT DISTINCT toString(unit) FROM lot_status_rows WHERE unit != ''
      UNION ALL SELECT DISTINCT toString(unit) FROM operations_rows WHERE unit != ''
      UNION ALL SELECT DISTINCT toString(unit) FROM operation_inputs_rows WHERE unit != ''
      UNION ALL SELECT DISTINCT toString(unit) FROM operation_outputs_rows WHERE unit != ''
      UNION ALL SELECT DISTINCT toString(unit) FROM movements_rows WHERE unit != ''
      UNION ALL SELECT DISTINCT toString(unit) FROM stock_counts_rows WHERE unit != ''
      UNION ALL SELECT DISTINCT toString(unit) FROM shipments_rows WHERE unit != ''
      UNION ALL SELECT DISTINCT toString(unit) FROM nonconformances_rows WHERE unit != ''
      UNION ALL SELECT DISTINCT toString(unit) FROM complaints_rows WHERE unit != ''
      UNION ALL SELECT DISTINCT arrayJoin([toString(from_unit), toString(to_unit)]) FROM unit_conversions_rows
    )
  ) AS spellings,
  recorded AS (
    SELECT item_id, folded(toString(from_unit)) AS from_unit, folded(toString(to_unit)) AS to_unit, factor, 0 AS distance
    FROM unit_conversions
    WHERE folded(toString(from_unit)) != folded(toString(to_unit)) AND factor > 0
    UNION ALL
    SELECT item_id, folded(toString(to_unit)), folded(toString(from_unit)), 1 / factor, 1
    FROM unit_conversions
    WHERE folded(toString(from_unit)) != folded(toString(to_unit)) AND factor > 0
  )
SELECT item_id, one, other, argMin(factor, distance)
FROM (
  SELECT item_id, from_unit, to_unit, factor, distance FROM recorded
  UNION ALL
  SELECT a.item_id, a.from_unit, b.to_unit, a.factor * b.factor, 2 + a.distance + b.distance
  FROM recorded AS a
  INNER JOIN recorded AS b ON b.item_id = a.item_id AND b.from_unit = a.to_unit
  WHERE a.from_unit != b.to_unit
)
ARRAY JOIN arrayFilter(x -> folded(x) = from_unit, spellings) AS one
ARRAY JOIN arrayFilter(x -> folded(x) = to_unit, spellings) AS other
GROUP BY item_id, one, other
UNION ALL
SELECT item_id, one, other, 1
FROM (
  SELECT item_id FROM items
  UNION DISTINCT
  SELECT ifNull(item_id, '') FROM lots_rows
  UNION DISTINCT
  SELECT ''
)
ARRAY JOIN arrayFilter(x -> arrayCount(y -> folded(y) = folded(x), spellings) > 1, spellings) AS one
ARRAY JOIN arrayFilter(x -> x != one AND folded(x) = folded(one), spellings) AS other
SETTINGS max_execution_time = 600
