-- Purpose: lots that were made and used, but no row says of what: no link leads to them, and nothing went into the operations they came out of;
-- and operations into which less than nine tenths of a component of their bill of material went, without a substitute or rework.
-- Grain: one lot; one operation and component.
SELECT
  lot_id AS id, lot_id, '' AS operation_id, item_id, site_id, 'lots' AS dataset,
  if(node_no IN (SELECT child_no FROM edges FINAL), 'nothing went into the operation that it came out of', 'no link says what it was made of') AS text
FROM lots_made
WHERE node_no NOT IN (
    SELECT child_no
    FROM edges FINAL
    WHERE source = 'link' OR (source = 'output' AND parent_no IN (SELECT child_no FROM edges FINAL WHERE source = 'input'))
  )
  AND node_no IN (SELECT child_no FROM edges FINAL UNION ALL SELECT parent_no FROM edges FINAL)
UNION ALL
SELECT
  asked.operation_id, '', asked.operation_id, asked.item_id, asked.site_id, 'operations',
  concat(toString(round(ifNull(booked.quantity, 0), 3)), ' of ', toString(round(asked.needed, 3)), ' ', asked.unit, ' of the component ', asked.component_id, ' booked')
FROM (
{{needed_components}}
) AS asked
LEFT ANY JOIN (
  SELECT i.operation_id AS operation_id, f.item_id AS item_id, any(if(ifNull(i.unit, '') = '', f.unit, assumeNotNull(i.unit))) AS unit, sum(i.quantity) AS quantity
  FROM operation_inputs AS i
  -- Only lots that went into operations: all of a plant would be held in memory.
  INNER JOIN (
    SELECT lot_id, item_id, unit FROM lot_facts WHERE node_no IN (SELECT parent_no FROM edges WHERE source = 'input')
  ) AS f ON f.lot_id = i.lot_id
  GROUP BY operation_id, item_id
) AS booked ON booked.operation_id = asked.operation_id AND booked.item_id = asked.component_id
WHERE booked.unit IN ('', asked.unit) AND ifNull(booked.quantity, 0) < 0.9 * asked.needed
