-- Purpose: the lots received lately, from which an inspection queue is chosen: in the so many days before the newest receipt that is known now.
-- Grain: one received lot. open: it is not known what became of it.
-- Parameters: now, days, saidDeviated, saidGood.
WITH (SELECT max(received_at) FROM received_lots WHERE received_at <= {now: DateTime64(3, 'UTC')}) AS newest
SELECT
  r.lot_id AS lot_id, s.probability AS probability, {{outcome}} = 'unknown' AS open, newest - toIntervalDay({days: UInt32}) AS received_from,
  newest AS received_until
FROM received_lots AS r
LEFT ANY JOIN (SELECT lot_id, probability FROM supplier_lot_scores) AS s ON s.lot_id = r.lot_id
WHERE r.received_at > received_from AND r.received_at <= received_until
ORDER BY lot_id
SETTINGS max_execution_time = 30
