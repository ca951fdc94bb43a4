-- How many rows of a dataset that key figures are made of there are, and from when to when they reach: where none does, a sum is unknown
-- and not 0. first and last: NULL when no row has a time.
CREATE TABLE IF NOT EXISTS fact_spans{{on_cluster}} (
  dataset LowCardinality(String),
  row_count UInt64,
  first Nullable(DateTime64(3, 'UTC')),
  last Nullable(DateTime64(3, 'UTC'))
)
ENGINE = {{engine:MergeTree}}
ORDER BY dataset;

CREATE TABLE IF NOT EXISTS fact_spans_build{{on_cluster}} AS fact_spans;
