-- Purpose: the operations that ran at a site, line or machine at any moment of a period; days and months count whole, those of the site where its
-- time zone is known, else of any (D4).
-- Grain: one operation.
-- Parameters: site, line, machine ('': any), from and to (null: open).
WITH
  found AS (
    SELECT
      operation_id, ifNull(site_id, '') AS place, started_at, started_at_precision, ended_at, ended_at_precision,
      if(ended_at_precision = 2, addMonths(ended_at, 1), addDays(ended_at, 1)) AS next
    FROM operations
    WHERE {site: String} IN ('', site_id)
      AND {line: String} IN ('', line)
      AND ({machine: String} IN ('', machine)
        OR operation_id IN (SELECT operation_id FROM operation_inputs WHERE machine = {machine: String})
        OR operation_id IN (SELECT operation_id FROM operation_outputs WHERE machine = {machine: String}))
  ),
  zones AS (SELECT site_id AS place, assumeNotNull(s.timezone) AS zone FROM sites AS s WHERE s.timezone != '')
SELECT f.operation_id AS operation_id
FROM found AS f
LEFT ANY JOIN zones AS z ON z.place = f.place
LEFT ANY JOIN local_days AS b ON b.timezone = z.zone AND b.day = toDate32(f.started_at)
LEFT ANY JOIN local_days AS e ON e.timezone = z.zone AND e.day = toDate32(f.next)
WHERE ({to: Nullable(DateTime64(3, 'UTC'))} IS NULL OR f.started_at IS NULL
    OR multiIf(f.started_at_precision = 0, f.started_at, b.timezone != '', b.starts_at, f.started_at - toIntervalHour(14))
      <= {to: Nullable(DateTime64(3, 'UTC'))})
  AND ({from: Nullable(DateTime64(3, 'UTC'))} IS NULL OR f.ended_at IS NULL
    OR multiIf(f.ended_at_precision = 0, f.ended_at, e.timezone != '', e.starts_at, f.next + toIntervalHour(12))
      >= {from: Nullable(DateTime64(3, 'UTC'))})
ORDER BY operation_id
SETTINGS max_execution_time = 60
