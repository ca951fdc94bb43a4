-- Purpose: the rows with a time and with a time at which their source recorded them (D3). text: both, none more exactly than it is known (D4).
-- Grain: one row.
SELECT
  id, lot_id, operation_id, '' AS item_id, site_id, dataset, assumeNotNull(happened) AS happened_at, happened_precision, recorded_at,
  concat(
    'happened ',
    multiIf(
      happened_precision = 0, formatDateTime(happened_at, '%Y-%m-%d %H:%i'),
      happened_precision = 1, formatDateTime(happened_at, '%Y-%m-%d'),
      formatDateTime(happened_at, '%Y-%m')),
    ', recorded ', formatDateTime(recorded_at, '%Y-%m-%d %H:%i')) AS text
FROM captured_rows AS x
LEFT ANY JOIN (SELECT import_id, first_imported_at FROM import_log) AS l ON l.import_id = x.import_id
WHERE happened IS NOT NULL AND recorded_at != first_imported_at
