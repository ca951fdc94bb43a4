-- Purpose: the physical counts.
-- Grain: one count.
SELECT
  concat(lot_id, ' at ', site_id, if(ifNull(location, '') = '', '', concat(' / ', assumeNotNull(location)))) AS id, lot_id, '' AS operation_id,
  '' AS item_id, site_id, 'stock_counts' AS dataset,
  concat('counted ', toString(round(quantity, 3)), ' on ', formatDateTime(counted_at, '%Y-%m-%d')) AS text
FROM stock_counts
WHERE ifNull(kind, 'physical') = 'physical'
