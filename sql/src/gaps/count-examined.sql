-- Purpose: how many things of each kind were examined.
-- Grain: one kind of gap.
SELECT 'orphan' AS kind, count() AS examined FROM lots_made
UNION ALL
SELECT 'missing-parents',
  (SELECT count() FROM lots_made)
  + (SELECT count() FROM operations WHERE ended_at IS NOT NULL AND good_quantity > 0 AND item_id IN (SELECT item_id FROM bom_components))
UNION ALL
SELECT 'mass-balance',
  (SELECT count() FROM lot_facts WHERE quantity IS NOT NULL)
  + (SELECT count() FROM (
      SELECT operation_id
      FROM (
        SELECT operation_id, quantity, ifNull(unit, '') AS unit, 1 AS side FROM operation_inputs
        UNION ALL
        SELECT operation_id, quantity, ifNull(unit, ''), 2 FROM operation_outputs
      )
      GROUP BY operation_id
      HAVING uniqExact(unit) = 1 AND lower(any(unit)) IN ('kg', 'g', 'mg', 't', 'to', 'lb', 'lbs', 'oz', 'kgm', 'grm', 'tne', 'lbr', 'onz') AND countIf(quantity IS NULL) = 0 AND uniqExact(side) = 2
    ))
UNION ALL
SELECT 'blank-field',
  (SELECT count() FROM lot_facts WHERE known) + (SELECT count() FROM lot_links) + (SELECT count() FROM operation_inputs)
  + (SELECT count() FROM operation_outputs) + (SELECT count() FROM operations) + (SELECT count() FROM shipments)
UNION ALL
SELECT 'time-travel',
  (SELECT count() FROM edges FINAL WHERE source != 'output' AND at_until != 4294967295) + (SELECT count() FROM shipments WHERE shipped_at IS NOT NULL)
UNION ALL
SELECT 'stock-drift', count() FROM stock_counts WHERE ifNull(kind, 'physical') = 'physical'
UNION ALL
SELECT 'unknown-reference',
  (SELECT count() FROM nodes)
  + (SELECT uniqExact(item_id) + uniqExact(supplier_id) + uniqExact(site_id) FROM lot_facts)
  + (SELECT uniqExact(customer_id) FROM shipments)
UNION ALL
SELECT 'unknown-unit',
  (SELECT count() FROM operation_inputs WHERE unit != '') + (SELECT count() FROM operation_outputs WHERE unit != '')
  + (SELECT count() FROM lot_links WHERE unit != '') + (SELECT count() FROM movements WHERE unit != '')
  + (SELECT count() FROM shipments WHERE unit != '') + (SELECT count() FROM stock_counts WHERE unit != '')
UNION ALL
SELECT 'unclear-disposition', count() FROM nonconformances WHERE disposition != ''
UNION ALL
SELECT 'late-capture', count()
FROM captured_rows AS x
LEFT ANY JOIN (SELECT import_id, first_imported_at FROM import_log) AS l ON l.import_id = x.import_id
WHERE happened IS NOT NULL AND recorded_at != first_imported_at
UNION ALL
SELECT arrayJoin(['manual-capture', 'corrected-capture']), (SELECT count() FROM captured_rows WHERE method != '')
SETTINGS max_execution_time = 600
