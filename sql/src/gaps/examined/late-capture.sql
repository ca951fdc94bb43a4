-- Purpose: the rows with a time and with a time at which their source recorded them (D3).
-- Grain: one row.
SELECT id, lot_id, operation_id, item_id, site_id, dataset, text
FROM (
{{captures_with_times}}
)
