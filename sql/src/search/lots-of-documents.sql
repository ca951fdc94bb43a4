-- Purpose: the lots that an order, a shipment, a customer or a logistic unit on a shipment stands for (T2).
-- Grain: one lot.
-- Parameters: by (order, shipment, customer, handlingUnit), ids; from and to limit when it was shipped (null: any time). A day or a month counts
-- whole, that of the site it left where the time zone is known, else of any (D4); an unknown time may be any.
WITH
  found AS (
    SELECT
      lot_id, ifNull(from_site_id, '') AS place, shipped_at, shipped_at_precision, {{last_day:shipped_at}} + 1 AS day_after
    FROM shipments
    WHERE {{by}} IN {ids: Array(String)}
  ),
  zones AS (SELECT site_id AS place, assumeNotNull(s.timezone) AS zone FROM sites AS s WHERE s.timezone != '')
SELECT DISTINCT lot_id
FROM (
  SELECT f.lot_id AS lot_id
  FROM found AS f
  LEFT ANY JOIN zones AS z ON z.place = f.place
  {{local_day:b | f.shipped_at_precision | z.zone | toDate32(f.shipped_at)}}
  {{local_day:e | f.shipped_at_precision | z.zone | f.day_after}}
  WHERE ({from: Nullable(DateTime64(3, 'UTC'))} IS NULL OR f.shipped_at IS NULL
      OR {{instant:e | f.shipped_at_precision | f.shipped_at | toDateTime64(f.day_after, 3, 'UTC') + toIntervalHour(12)}}
        >= {from: Nullable(DateTime64(3, 'UTC'))})
    AND ({to: Nullable(DateTime64(3, 'UTC'))} IS NULL OR f.shipped_at IS NULL
      OR {{instant:b | f.shipped_at_precision | f.shipped_at | f.shipped_at - toIntervalHour(14)}}
        < {to: Nullable(DateTime64(3, 'UTC'))})
  UNION ALL
  SELECT lot_id
  FROM allocations
  WHERE {allocated: UInt8} AND order_id IN {ids: Array(String)}
)
ORDER BY lot_id
SETTINGS max_execution_time = 60
