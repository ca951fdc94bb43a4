-- Purpose: nonconformances of which nobody can tell whether the quantity was scrapped: their disposition is not understood, or scrap is only
-- proposed. The quantity counts as still there (D23).
-- Grain: one line of a nonconformance.
SELECT id, lot_id, operation_id, item_id, site_id, 'nonconformances' AS dataset, concat('may be scrapped: ', disposition) AS text
FROM (
{{nonconformances_with_disposition}}
)
WHERE {{scrap_verdict:disposition}} = 'unclear'
