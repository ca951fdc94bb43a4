-- Purpose: the operations that ran at a site, line or machine at any moment of a period; days and months count whole, those of the site where its
-- time zone is known, else of any (D4).
-- Grain: one operation.
-- Parameters: site, line, machine ('': any), from and to (null: open).
WITH
  found AS (
    SELECT
      operation_id, ifNull(site_id, '') AS place, started_at, started_at_precision, ended_at, ended_at_precision,
      {{last_day:ended_at}} + 1 AS day_after
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
{{local_day:b | f.started_at_precision | z.zone | toDate32(f.started_at)}}
{{local_day:e | f.ended_at_precision | z.zone | f.day_after}}
WHERE ({to: Nullable(DateTime64(3, 'UTC'))} IS NULL OR f.started_at IS NULL
    OR {{instant:b | f.started_at_precision | f.started_at | f.started_at - toIntervalHour(14)}}
      <= {to: Nullable(DateTime64(3, 'UTC'))})
  AND ({from: Nullable(DateTime64(3, 'UTC'))} IS NULL OR f.ended_at IS NULL
    OR {{instant:e | f.ended_at_precision | f.ended_at | toDateTime64(f.day_after, 3, 'UTC') + toIntervalHour(12)}}
      >= {from: Nullable(DateTime64(3, 'UTC'))})
ORDER BY operation_id
SETTINGS max_execution_time = 60
