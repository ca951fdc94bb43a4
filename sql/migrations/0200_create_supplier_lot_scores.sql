-- What models say of received lots, and which run of a model readers see. Readers use the views supplier_lot_scores and newest_score_runs.
-- '' means unknown or not applicable, NULL an unknown number.

-- One complete scoring run: its row is written after all of its scores, so that a run that was cut off shows nothing; a retry of the run
-- replaces it by its own batch. data_as_of: the newest fact that was known to it; shadow: the scores of a challenger, never shown as ours.
CREATE TABLE IF NOT EXISTS score_runs{{on_cluster}} (
  family LowCardinality(String),
  run_id String,
  shadow UInt8,
  batch String,
  model_id String,
  model_version UInt32,
  scored_at DateTime64(3, 'UTC'),
  data_as_of DateTime64(3, 'UTC'),
  skill LowCardinality(String),
  verdict String,
  rows UInt64,
  written_at DateTime64(6, 'UTC') DEFAULT now64(6, 'UTC')
)
ENGINE = {{engine:ReplacingMergeTree(written_at)}}
ORDER BY (family, shadow, run_id);

-- The complete runs, the newest of each family and kind with age 1.
CREATE VIEW IF NOT EXISTS complete_score_runs{{on_cluster}} AS
SELECT *, row_number() OVER (PARTITION BY family, shadow ORDER BY written_at DESC, batch) AS age
FROM score_runs FINAL;

-- The run of each family that readers see.
CREATE VIEW IF NOT EXISTS newest_score_runs{{on_cluster}} AS
SELECT family, run_id, batch, model_id, model_version, scored_at, data_as_of, skill, verdict, rows
FROM complete_score_runs
WHERE age = 1 AND NOT shadow;

-- One received lot in one batch. model_*, scored_at and data_as_of are those of the score, which for a judged lot is the one made before its
-- outcome was known, when there was one. drivers: JSON [{feature, meaning, characteristic, value, contribution}], the largest first.
CREATE TABLE IF NOT EXISTS supplier_lot_score_rows{{on_cluster}} (
  batch String,
  lot_id String,
  supplier_lot String,
  supplier_id LowCardinality(String),
  item_id LowCardinality(String),
  site_id LowCardinality(String),
  predicted_at DateTime64(3, 'UTC'),
  model_id String,
  model_version UInt32,
  scored_at DateTime64(3, 'UTC'),
  data_as_of DateTime64(3, 'UTC'),
  skill LowCardinality(String),
  verdict LowCardinality(String),
  probability Nullable(Float64),
  low Nullable(Float64),
  high Nullable(Float64),
  supplier_rate Nullable(Float64),
  drivers String,
  outcome Enum8('unknown' = 1, 'good' = 2, 'deviated' = 3),
  outcome_known_at Nullable(DateTime64(3, 'UTC'))
)
ENGINE = {{engine:MergeTree}}
PARTITION BY batch
ORDER BY lot_id;

-- The rows of a run before the scores of judged lots are looked up.
CREATE TABLE IF NOT EXISTS supplier_lot_scores_build{{on_cluster}} AS supplier_lot_score_rows;

-- One received lot of the newest complete run. before_outcome: the score was made before the outcome was known, so that it is evidence of
-- how good the model is; other scores of judged lots are not, the model has learnt from them.
CREATE VIEW IF NOT EXISTS supplier_lot_scores{{on_cluster}} AS
SELECT
  run.run_id AS run_id, lot_id, supplier_lot, supplier_id, item_id, site_id, predicted_at, s.model_id AS model_id,
  s.model_version AS model_version, s.scored_at AS scored_at, s.data_as_of AS data_as_of, s.skill AS skill, s.verdict AS verdict,
  probability, low, high, supplier_rate, drivers, outcome, outcome_known_at,
  outcome_known_at IS NULL OR s.data_as_of < outcome_known_at AS before_outcome
FROM supplier_lot_score_rows AS s
INNER JOIN (SELECT batch, run_id FROM newest_score_runs WHERE family = 'supplier-lot-deviation') AS run ON run.batch = s.batch
WHERE s.batch IN (SELECT batch FROM newest_score_runs WHERE family = 'supplier-lot-deviation');
