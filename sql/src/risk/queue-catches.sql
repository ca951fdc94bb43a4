-- Purpose: what past inspection queues caught, of the receipts that were open to them: received in the span of a queue and of unknown outcome when
-- it was chosen (D19).
-- Grain: one row.
-- Parameters: from, until, chosen (of each queue), queued, random (lots of the queues, and of their random parts), saidDeviated, saidGood.
SELECT
  count() AS receipts, countIf(known_outcome = 'deviated') AS deviating, countIf(known_outcome = 'deviated' AND queued) AS caught,
  countIf(known_outcome != 'unknown' AND queued) AS inspected, countIf(known_outcome != 'unknown' AND random) AS random_known,
  countIf(known_outcome = 'deviated' AND random) AS random_deviating
FROM (
  SELECT {{outcome}} AS known_outcome, r.lot_id IN {queued: Array(String)} AS queued, r.lot_id IN {random: Array(String)} AS random
  FROM received_lots AS r
  WHERE queued OR arrayExists(
    (since, until, chosen) -> r.received_at > since AND r.received_at <= until AND (r.outcome_known_at IS NULL OR r.outcome_known_at > chosen),
    {from: Array(DateTime64(3, 'UTC'))}, {until: Array(DateTime64(3, 'UTC'))}, {chosen: Array(DateTime64(3, 'UTC'))})
)
SETTINGS max_execution_time = 30
