-- Received lots and what is known of them, for the pages of suppliers; derived with the KPIs. '' means unknown, NULL an unknown number.

-- One received lot. outcome: deviated when a failed incoming test of our own or a nonconformance is known; good when it was tested or used and
-- nothing was found until outcome_known_at; else unknown (D19). inspected: it has a valid incoming result of our own.
CREATE TABLE IF NOT EXISTS received_lots{{on_cluster}} (
  lot_id String,
  supplier_lot String,
  supplier_id LowCardinality(String),
  item_id LowCardinality(String),
  site_id LowCardinality(String),
  received_at DateTime64(3, 'UTC'),
  received_at_precision UInt8,
  quantity Nullable(Float64),
  unit LowCardinality(String),
  outcome Enum8('unknown' = 1, 'good' = 2, 'deviated' = 3),
  outcome_known_at Nullable(DateTime64(3, 'UTC')),
  inspected UInt8
)
ENGINE = {{engine:MergeTree}}
ORDER BY lot_id;

CREATE TABLE IF NOT EXISTS received_lots_build{{on_cluster}} AS received_lots;

-- What a recall of one received lot would put at stake (D14), as computed from its scope; NULL: nothing of it can be valued.
CREATE TABLE IF NOT EXISTS received_lot_exposures{{on_cluster}} (
  lot_id String,
  value Nullable(Float64),
  unvalued UInt64
)
ENGINE = {{engine:MergeTree}}
ORDER BY lot_id;

CREATE TABLE IF NOT EXISTS received_lot_exposures_build{{on_cluster}} AS received_lot_exposures;
