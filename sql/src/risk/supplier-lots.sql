-- Purpose: received lots and how likely each deviates, one page of them.
-- Grain: one received lot. probability null: no score, or none that is shown. expected_loss: probability × exposure (D21).
--   unvalued: quantities at stake that are missing from the exposure; 1: nobody has computed it. Both nothing: nothing is at stake.
-- Parameters: run (whose scores are read; '': none), lots, state, q, site, item, supplier, since, until, saidDeviated, saidGood, allSites, sites, sort, limit, offset.
WITH
  page AS (
    SELECT
      r.lot_id AS lot_id, r.supplier_lot AS supplier_lot, r.supplier_id AS supplier_id, r.item_id AS item_id, r.site_id AS site_id,
      r.received_at AS received_at, r.received_at_precision AS received_at_precision, r.quantity AS quantity, r.unit AS unit,
      {{outcome}} AS known_outcome, r.inspected AS inspected, s.probability AS probability,
      e.value AS exposure, if(e.lot_id = '', 1, e.unvalued) AS unvalued, s.probability * e.value AS expected_loss
    FROM received_lots AS r
    LEFT ANY JOIN (SELECT lot_id, probability FROM supplier_lot_score_rows WHERE batch = {run: String}) AS s ON s.lot_id = r.lot_id
    LEFT ANY JOIN received_lot_exposures AS e ON e.lot_id = r.lot_id
    WHERE {{visible}}
      AND {{filter}}
    ORDER BY {{sort}}, expected_loss DESC NULLS LAST, received_at DESC, lot_id
    LIMIT {limit: UInt32} OFFSET {offset: UInt32}
  )
SELECT
  page.lot_id AS lot_id, page.supplier_lot AS supplier_lot, page.supplier_id AS supplier_id, suppliers.name AS supplier_name,
  page.item_id AS item_id, items.name AS item_name, page.site_id AS site_id, sites.name AS site_name,
  page.received_at AS received_at, page.received_at_precision AS received_at_precision, page.quantity AS quantity, page.unit AS unit,
  page.known_outcome AS outcome, page.inspected AS inspected, page.probability AS probability, page.exposure AS exposure,
  page.unvalued AS unvalued, page.expected_loss AS expected_loss, score.low AS low, score.high AS high, score.supplier_rate AS supplier_rate, score.drivers AS drivers,
  score.model_id AS model_id, score.model_version AS model_version, score.scored_at AS scored_at, score.skill AS skill, score.verdict AS verdict
FROM page
LEFT ANY JOIN (
  SELECT * FROM supplier_lot_score_rows WHERE batch = {run: String} AND lot_id IN (SELECT lot_id FROM page)
) AS score ON score.lot_id = page.lot_id
LEFT ANY JOIN items ON items.item_id = page.item_id
LEFT ANY JOIN suppliers ON suppliers.supplier_id = page.supplier_id
LEFT ANY JOIN sites ON sites.site_id = page.site_id
ORDER BY {{sort}}, expected_loss DESC NULLS LAST, received_at DESC, lot_id
SETTINGS max_execution_time = 30
