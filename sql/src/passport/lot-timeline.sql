-- Purpose: everything with a time that happened to a lot, oldest first; what has no time is in the lists of the passport only.
-- Grain: one event. text: what it says, with the quantity where it is of one. hidden: of a site that the reader may not see, as in the lists.
--   all_rows, all_hidden: how many there are on all pages, so that they are not worked out twice.
-- Each kind of event is told by a file of timeline-events; those of which the lot has no rows are left out, as working one out takes longer than
-- reading its rows.
-- Parameters: lotId, limit, offset, allSites, sites.
WITH
  made_by AS (
    SELECT operation_id
    FROM operation_outputs
    WHERE lot_id = {lotId: String} AND row_id IN (SELECT row_id FROM operation_outputs_rows WHERE lot_id = {lotId: String})
  ),
  known_operations AS (
    SELECT operation_id, site_id, started_at, started_at_precision, ended_at, ended_at_precision
    FROM operations
    WHERE row_id IN (
      SELECT row_id
      FROM operations_rows
      WHERE operation_id IN (
        SELECT operation_id FROM operation_outputs_rows WHERE lot_id = {lotId: String}
        UNION ALL
        SELECT operation_id FROM operation_inputs_rows WHERE lot_id = {lotId: String}
      )
    )
  )
SELECT
  assumeNotNull(happened) AS at, happened_precision AS at_precision, kind,
  concat(
    opening,
    multiIf(NOT says_quantity, '', quantity IS NULL, 'an unknown quantity', concat(toString(assumeNotNull(quantity)), if(unit = '', '', concat(' ', unit)))),
    ending) AS text,
  id,
  NOT ({allSites: UInt8} OR hasAny(at_sites, {sites: Array(String)}) OR arrayAll(site -> site = '', at_sites)) AS hidden,
  count() OVER () AS all_rows, countIf(hidden) OVER () AS all_hidden
FROM (
  -- No row: what the columns are.
  SELECT
    CAST(NULL, 'Nullable(DateTime64(3, \'UTC\'))') AS happened, toUInt8(0) AS happened_precision, '' AS kind, '' AS opening, 0 AS says_quantity,
    CAST(NULL, 'Nullable(Float64)') AS quantity, '' AS unit, '' AS ending, '' AS id, [''] AS at_sites
  WHERE 0
  {{lots}}
  {{lot_status}}
  {{qc_results}}
  {{nonconformances}}
  {{complaints}}
  {{approvals}}
  {{operations}}
  {{lot_links}}
  {{movements}}
  {{shipments}}
  {{handling_units}}
)
WHERE happened IS NOT NULL
ORDER BY hidden, at, kind, id, text
LIMIT {limit: UInt32} OFFSET {offset: UInt32}
SETTINGS max_execution_time = 10
