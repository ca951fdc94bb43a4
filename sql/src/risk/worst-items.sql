-- Purpose: the items of some suppliers with the highest share of deviating lots, five of each.
-- Grain: one supplier and item of which it is known what became of a lot that is due, and one deviated (D19).
-- Parameters: those of judged-rates.sql that filter, and suppliers.
WITH by_item AS (
  SELECT
    r.supplier_id AS supplier_id, r.item_id AS item_id, countIf({{outcome}} != 'unknown') AS labelled, countIf({{outcome}} = 'deviated') AS deviated,
    deviated / labelled AS rate
  FROM received_lots AS r
  WHERE r.supplier_id IN {suppliers: Array(String)}
    AND r.due
    AND {{visible}}
    AND {{filter}}
  GROUP BY supplier_id, item_id
  HAVING deviated > 0
  ORDER BY supplier_id, rate DESC, labelled DESC, item_id
  LIMIT 5 BY supplier_id
)
SELECT supplier_id, by_item.item_id AS item_id, items.name AS item_name, labelled, deviated, rate
FROM by_item
LEFT ANY JOIN items ON items.item_id = by_item.item_id
ORDER BY supplier_id, rate DESC, labelled DESC, item_id
SETTINGS max_execution_time = 30
