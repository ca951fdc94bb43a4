-- Purpose: suppliers, or items, by what became of the lots received of them, one page of them.
-- Grain: one supplier or item with receipts that the reader may see ('': not stated). rate: rated_deviated of rated, the
-- judged lots that are due (a lot that deviates is known at once, a good one later); low and high: its 95 % interval of Wilson.
-- Parameters: by (supplier, item), q, site, item, supplier, since, until, saidDeviated, saidGood, allSites, sites, sort, limit, offset.
WITH
  judged AS (
    SELECT {{by}} AS id, {{outcome}} AS known_outcome, r.due AS due, s.probability AS probability
    FROM received_lots AS r
    LEFT ANY JOIN (SELECT lot_id, probability FROM supplier_lot_scores) AS s ON s.lot_id = r.lot_id
    WHERE {{visible}}
      AND {{filter}}
  ),
  counted AS (
    SELECT
      id, count() AS lots, countIf(known_outcome != 'unknown') AS labelled, countIf(known_outcome = 'deviated') AS deviated,
      countIf(due AND known_outcome != 'unknown') AS rated, countIf(due AND known_outcome = 'deviated') AS rated_deviated,
      lots - labelled AS open_lots, countIf(known_outcome = 'unknown' AND probability IS NOT NULL) AS scored,
      if(scored = 0, NULL, sumIf(probability, known_outcome = 'unknown')) AS expected_deviating
    FROM judged
    GROUP BY id
  )
SELECT
  c.id AS id, named.name AS name, named.country AS country, lots, labelled, deviated, rated, rated_deviated, open_lots,
  open_lots - scored AS unscored, expected_deviating, if(rated = 0, NULL, rated_deviated / rated) AS rate,
  1.959964 AS z, z * z / rated AS shrink, (rate + shrink / 2) / (1 + shrink) AS centre,
  z * sqrt(rate * (1 - rate) / rated + shrink / (4 * rated)) / (1 + shrink) AS half,
  if(rated = 0, NULL, greatest(0, centre - half)) AS low, if(rated = 0, NULL, least(1, centre + half)) AS high
FROM counted AS c
LEFT ANY JOIN ({{names}}) AS named ON named.id = c.id
ORDER BY {{sort}}, id
LIMIT {limit: UInt32} OFFSET {offset: UInt32}
SETTINGS max_execution_time = 30
