-- Purpose: lots with a time at which they were made or received, the earlier of both. born_from, in epoch seconds: the earliest moment that
-- a date without a time can mean in any time zone (D4).
-- Grain: one lot.
SELECT
  node_no, lot_id, item_id, site_id, least(ifNull(made_at, toDateTime64('2100-01-01 00:00:00', 3, 'UTC')), ifNull(received_at, toDateTime64('2100-01-01 00:00:00', 3, 'UTC'))) AS born,
  if(received_at < made_at OR made_at IS NULL, received_at_precision, made_at_precision) AS born_precision,
  toUnixTimestamp(born) - if(born_precision = 0, 0, 50400) AS born_from
FROM lot_facts
WHERE made_at IS NOT NULL OR received_at IS NOT NULL
