-- What models say of stock on hand. Readers use the view expiry_scores; runs are in score_runs (0200).
-- '' means unknown or not applicable, NULL an unknown number.

-- One lot at one site in one batch, as it stood at the start of stock_on. quantity is in unit (the base unit of the item), money in currency.
-- verdict: 'outlook', or why there are no figures. rank: place in the order of expiry of its item and site. p_any: probability that any of it
-- expires; expected, low (P10) and high (P90): the quantity that does. saved_by_*: money that an action is expected to save.
CREATE TABLE IF NOT EXISTS expiry_score_rows{{on_cluster}} (
  batch String,
  lot_id String,
  item_id LowCardinality(String),
  site_id LowCardinality(String),
  model_id String,
  model_version UInt32,
  scored_at DateTime64(3, 'UTC'),
  data_as_of DateTime64(3, 'UTC'),
  skill LowCardinality(String),
  verdict LowCardinality(String),
  stock_on Date32,
  quantity Nullable(Float64),
  unit LowCardinality(String),
  expires_on Nullable(Date32),
  rank Nullable(UInt32),
  p_any Nullable(Float64),
  expected_quantity Nullable(Float64),
  low Nullable(Float64),
  high Nullable(Float64),
  unit_cost Nullable(Float64),
  expected_money Nullable(Float64),
  currency LowCardinality(String),
  saved_by_using_first Nullable(Float64),
  saved_by_transfer Nullable(Float64),
  transfer_to LowCardinality(String),
  saved_by_markdown Nullable(Float64)
)
ENGINE = {{engine:MergeTree}}
PARTITION BY batch
ORDER BY (lot_id, site_id);

-- One lot at one site of the newest complete run.
CREATE VIEW IF NOT EXISTS expiry_scores{{on_cluster}} AS
SELECT
  run.run_id AS run_id, lot_id, item_id, site_id, s.model_id AS model_id, s.model_version AS model_version, s.scored_at AS scored_at,
  s.data_as_of AS data_as_of, s.skill AS skill, s.verdict AS verdict, stock_on, quantity, unit, expires_on, rank, p_any, expected_quantity,
  low, high, unit_cost, expected_money, currency, saved_by_using_first, saved_by_transfer, transfer_to, saved_by_markdown
FROM expiry_score_rows AS s
INNER JOIN (SELECT batch, run_id FROM newest_score_runs WHERE family = 'expiry') AS run ON run.batch = s.batch
WHERE s.batch IN (SELECT batch FROM newest_score_runs WHERE family = 'expiry');
