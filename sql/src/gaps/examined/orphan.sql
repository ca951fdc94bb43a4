-- Purpose: the lots that were made, of which something is linked to in one direction at least, or not.
-- Grain: one lot.
SELECT lot_id AS id, lot_id, '' AS operation_id, item_id, site_id, 'lots' AS dataset, 'a lot that was made' AS text
FROM lots_made
