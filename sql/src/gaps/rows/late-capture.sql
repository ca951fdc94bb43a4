-- Purpose: rows that their source recorded more than a day after what they tell (D3). Rows without a time of recording are left out.
-- Grain: one row.
SELECT id, lot_id, operation_id, item_id, site_id, dataset, text
FROM (
{{captures_with_times}}
)
WHERE recorded_at > happened_at
    + multiIf(happened_precision = 2, toIntervalDay(33), happened_precision = 1, toIntervalDay(2), toIntervalDay(1))
