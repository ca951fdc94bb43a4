-- Purpose: stock that movements brought in and took out, newest counts, the other side of returns, and what moves between our own sites. Lots that need no reconciling and
-- hold nothing are left out: what came into each of their places has left it.
-- Grain: one entry.
INSERT INTO disposition_entries
SELECT node_no, entry.1, entry.2, entry.3, unit, entry.4, at, entry.5
FROM disposition_converted
ARRAY JOIN multiIf(
  kind = 'receipt', [('stock', to_site, to_location, quantity, 'receipt')],
  kind = 'produce', [('stock', to_site, to_location, quantity, 'produce')],
  kind IN ('issue', 'ship', 'scrap'), [('stock', from_site, from_location, -quantity, 'out')],
  kind = 'transfer', [('stock', from_site, from_location, -quantity, 'out'), ('stock', to_site, to_location, quantity, 'in')],
  kind = 'dispatch', [('stock', from_site, from_location, -quantity, 'out'), ('moving', to_site, '', quantity, '')],
  kind = 'arrival', [('stock', to_site, to_location, quantity, 'in'), ('moving', to_site, '', -quantity, '')],
  kind = 'production_return', [('stock', to_site, to_location, quantity, 'in')],
  kind = 'customer_return', [('stock', to_site, to_location, quantity, 'return'), ('delivered', customer_id, '', -quantity, '')],
  kind = 'supplier_return', [('stock', from_site, from_location, -quantity, 'out'), ('returned', to_site, to_location, quantity, '')],
  kind = 'count', [('stock', from_site, from_location, quantity, 'count')],
  [('stock', to_site, to_location, quantity, if(quantity > 0, 'in', 'out'))]) AS entry
WHERE kind IN ('receipt', 'produce', 'issue', 'transfer', 'ship', 'adjust', 'scrap', 'production_return', 'customer_return', 'supplier_return', 'count', 'dispatch', 'arrival')
  AND node_no NOT IN (SELECT node_no FROM disposition_plain WHERE NOT holding)
SETTINGS max_execution_time = 600
