-- What acting on a lot would save, and from what that follows. *_verdict: 'outlook', or why there is no figure; '': nothing was to be compared.
-- transfer_days: the day on which it can be used elsewhere. unit_price: what customers pay. markdown_discount: share of it that is given up.
-- price_elasticity: how demand answers to that.
ALTER TABLE expiry_score_rows{{on_cluster}}
  ADD COLUMN IF NOT EXISTS use_first_verdict LowCardinality(String),
  ADD COLUMN IF NOT EXISTS transfer_verdict LowCardinality(String),
  ADD COLUMN IF NOT EXISTS transfer_days Nullable(UInt16),
  ADD COLUMN IF NOT EXISTS markdown_verdict LowCardinality(String),
  ADD COLUMN IF NOT EXISTS unit_price Nullable(Float64),
  ADD COLUMN IF NOT EXISTS markdown_discount Nullable(Float64),
  ADD COLUMN IF NOT EXISTS price_elasticity Nullable(Float64);

-- One lot at one site of the newest complete run.
CREATE OR REPLACE VIEW expiry_scores{{on_cluster}} AS
SELECT
  run.run_id AS run_id, lot_id, item_id, site_id, s.model_id AS model_id, s.model_version AS model_version, s.scored_at AS scored_at,
  s.data_as_of AS data_as_of, s.skill AS skill, s.verdict AS verdict, stock_on, quantity, unit, expires_on, rank, p_any, expected_quantity,
  low, high, unit_cost, expected_money, currency, use_first_verdict, saved_by_using_first, transfer_verdict, saved_by_transfer, transfer_to,
  transfer_days, markdown_verdict, saved_by_markdown, unit_price, markdown_discount, price_elasticity
FROM expiry_score_rows AS s
INNER JOIN (SELECT batch, run_id FROM newest_score_runs WHERE family = 'expiry') AS run ON run.batch = s.batch
WHERE s.batch IN (SELECT batch FROM newest_score_runs WHERE family = 'expiry');
