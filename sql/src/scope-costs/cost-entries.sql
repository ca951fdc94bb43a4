-- Purpose: costs of quality by row id, with their value in the base currency at the moment of valuation (D14), as booked-costs.sql sums them.
-- Grain: one entry. value: null in a currency without a rate. hidden: its operation is of a site that the reader may not see, or so is every lot that
-- it is booked to, as booked-costs.sql finds them.
-- Parameters: entries; unvalued (only entries without a value), q (part of what it is booked to, '': any); allSites, sites.
WITH
  costs AS (SELECT * FROM cost_entries WHERE row_id IN {entries: Array(UInt64)}),
  named AS (
    SELECT row_id, assumeNotNull(lot_id) AS lot FROM costs WHERE lot_id != ''
    UNION ALL
    SELECT c.row_id, f.lot
    FROM (SELECT row_id, ifNull(case_id, '') AS filed FROM costs WHERE ifNull(lot_id, '') = '' AND case_id != '') AS c
    INNER JOIN (
      SELECT case_id AS id, assumeNotNull(lot_id) AS lot FROM complaints WHERE lot_id != ''
      UNION ALL
      SELECT ncr_id, assumeNotNull(lot_id) FROM nonconformances WHERE lot_id != ''
    ) AS f ON f.id = c.filed
    UNION ALL
    SELECT c.row_id, o.lot_id
    FROM (SELECT operation_id, lot_id FROM operation_outputs WHERE NOT {allSites: UInt8}) AS o
    INNER JOIN (
      SELECT row_id, ifNull(operation_id, '') AS operation
      FROM costs
      WHERE ifNull(lot_id, '') = '' AND ifNull(case_id, '') = ''
    ) AS c ON c.operation = o.operation_id
  ),
  seen AS (
    SELECT n.row_id AS row_id
    FROM (
      SELECT lot_id
      FROM lot_facts
      WHERE NOT {allSites: UInt8} AND (site_id IN {sites: Array(String)} OR site_id = '')
    ) AS f
    INNER JOIN named AS n ON n.lot = f.lot_id
  ),
  foreign_operations AS (
    SELECT operation_id
    FROM operations
    WHERE NOT {allSites: UInt8} AND ifNull(site_id, '') != '' AND site_id NOT IN {sites: Array(String)}
      AND operation_id IN (SELECT assumeNotNull(operation_id) FROM costs WHERE operation_id != '')
  )
SELECT
  e.row_id AS row_id, e.cost_id AS cost_id, e.kind AS kind, e.lot_id AS lot_id, e.case_id AS case_id, e.operation_id AS operation_id,
  e.amount AS amount, e.currency AS currency, e.hours AS hours, e.at AS at, e.at_precision AS at_precision,
  e.amount * nullIf(r.rate, 0) AS value,
  NOT {allSites: UInt8}
    AND (e.row_id NOT IN (SELECT row_id FROM seen) OR ifNull(e.operation_id, '') IN (SELECT operation_id FROM foreign_operations)) AS hidden
FROM costs AS e
LEFT ANY JOIN disposition_rates AS r ON r.currency = e.currency
WHERE (NOT {unvalued: UInt8} OR value IS NULL)
  AND ({q: String} = '' OR positionCaseInsensitiveUTF8(
    concat(ifNull(e.cost_id, ''), ' ', ifNull(e.lot_id, ''), ' ', ifNull(e.case_id, ''), ' ', ifNull(e.operation_id, '')), {q: String}) > 0)
ORDER BY e.row_id
SETTINGS max_execution_time = 60
