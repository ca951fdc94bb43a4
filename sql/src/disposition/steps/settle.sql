-- Purpose: set off what left stock without naming an exact place, or left a place that held less: against the other places of the site, then
-- of the lot, in proportion, so that no place that may hold some is dropped. What cannot be set off is over-accounted and shows in the
-- bucket unknown. Stock that an unknown quantity left is unknown. More that arrived than was
-- dispatched leaves nothing moving. Parties have a step of their own, settle-parties.
-- Grain: one lot, pool, place, and unit; of lots with nothing to set off also party. NaN: an unknown quantity.
INSERT INTO disposition_balances
WITH
  near AS (
    {{set_off:pool NOT IN ('in_transit', 'delivered') | node_no, pool, unit, outer}}
  ),
  far AS (
    SELECT
      *,
      if(known < 0, -known / owed * greatest(owed - held, 0), 0) AS owed_far,
      sum(left_near) OVER lot AS held_far,
      sum(owed_far) OVER lot AS owed_lot,
      max(blurred AND held = 0) OVER lot AS blurred_lot,
      if(left_near > 0, left_near * greatest(1 - owed_lot / held_far, 0), 0) AS left_far
    FROM near
    WINDOW lot AS (PARTITION BY node_no, pool, unit)
  ),
  settled AS (
    SELECT
      *,
      multiIf(
        NOT anchored, greatest(known, 0),
        pool = 'stock' AND left_far > 1e-9 * abs(known) AND (blurred_near OR blurred_lot), nan,
        pool = 'stock', left_far,
        pool = 'moving', greatest(known, 0),
        known) AS left
    FROM far
  )
SELECT node_no, pool, outer, inner, unit, part, returned, only_received
FROM settled
ARRAY JOIN arrayConcat([left], if(blurred AND pool != 'stock', [nan], [])) AS part
-- What only rounding has left is nothing.
WHERE isNaN(part) OR abs(part) > 1e-9 * abs(known)
UNION ALL
SELECT node_no, pool, outer, inner, unit, known, returned, only_received
FROM disposition_sums
WHERE known != 0 AND node_no NOT IN (SELECT node_no FROM disposition_sums WHERE known < 0 OR blurred)
SETTINGS max_execution_time = 600
