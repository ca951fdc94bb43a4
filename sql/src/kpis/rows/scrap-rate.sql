-- Purpose: ended operations with good and scrapped quantity. Scrap that the operation does not report itself is what movements and
-- nonconformances of its item say that name it, counted once (D23).
-- Grain: one operation. Unknown: it does not say how much was good or scrapped, or the units differ (D5).
SELECT
  o.operation_id AS operation_id, ifNull(o.item_id, '') AS item_id, i.name AS item_name, ifNull(o.site_id, '') AS site_id, o.line AS line,
  o.machine AS machine, o.shift AS shift, o.ended_at AS at, o.ended_at_precision AS at_precision, o.good_quantity AS good_quantity,
  if(e.events > 0 AND ifNull(o.scrap_quantity, 0) = 0, if(e.unit = ifNull(o.unit, ''), e.quantity, NULL), o.scrap_quantity) AS scrap_quantity,
  ifNull(o.unit, '') AS unit, o.scrap_reason AS scrap_reason,
  good_quantity IS NULL OR scrap_quantity IS NULL AS is_unknown,
  if(is_unknown, 0, assumeNotNull(scrap_quantity)) AS numerator,
  if(is_unknown, 0, assumeNotNull(good_quantity) + assumeNotNull(scrap_quantity)) AS denominator,
  unit AS measure_unit, item_id AS key, if(ifNull(item_name, '') = '', item_id, assumeNotNull(item_name)) AS label
FROM operations AS o
LEFT ANY JOIN items AS i ON i.item_id = o.item_id
LEFT ANY JOIN (
  SELECT operation_id, item_id, if(uniqExact(unit) = 1, any(unit), ' ') AS unit, if(count() = count(quantity), sum(quantity), NULL) AS quantity, count() AS events
  FROM (SELECT operation_id, item_id, unit, quantity FROM scrap_events WHERE source != 'operation' AND operation_id != '')
  GROUP BY operation_id, item_id
) AS e ON e.operation_id = o.operation_id AND e.item_id = ifNull(o.item_id, '')
WHERE o.ended_at >= {from: DateTime64(3, 'UTC')} AND o.ended_at < {to: DateTime64(3, 'UTC')}
