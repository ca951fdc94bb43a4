-- Captured events of EPCIS 2.0: as they were sent, and what they say in columns that queries filter by. '' and NULL mean: not said.
-- Times are epoch milliseconds, because events may be of any year; identifiers are canonical, terms and names as checked events have them.

-- One captured event. event_key is the canonical event_id; error declarations, which repeat the ID of the event that they declare wrong, have
-- a hash behind it. original and context are what was sent, checked is how it was understood (both JSON); position is that in its capture.
-- Who writes looks for the key before; of two that were written at the same moment the one recorded first stays.
CREATE TABLE IF NOT EXISTS epcis_events{{on_cluster}} (
  event_key String,
  event_id String,
  capture_id LowCardinality(String),
  position UInt32,
  record_time Int64,
  event_type LowCardinality(String),
  event_time Int64,
  action LowCardinality(String),
  biz_step LowCardinality(String),
  disposition LowCardinality(String),
  persistent_set Array(LowCardinality(String)),
  persistent_unset Array(LowCardinality(String)),
  read_point LowCardinality(String),
  biz_location LowCardinality(String),
  site_id LowCardinality(String),
  transformation_id String,
  epcs Array(String),
  parent_id String,
  input_epcs Array(String),
  output_epcs Array(String),
  `quantities.role` Array(LowCardinality(String)),
  `quantities.epc_class` Array(String),
  `quantities.quantity` Array(Nullable(Float64)),
  `quantities.unit` Array(LowCardinality(String)),
  `biz_transactions.type` Array(LowCardinality(String)),
  `biz_transactions.id` Array(String),
  `sources.type` Array(LowCardinality(String)),
  `sources.id` Array(String),
  `destinations.type` Array(LowCardinality(String)),
  `destinations.id` Array(String),
  error_time Nullable(Int64),
  error_reason LowCardinality(String),
  corrective_event_ids Array(String),
  sensor_elements UInt32,
  `sensors.member` Array(LowCardinality(String)),
  `sensors.unit` Array(LowCardinality(String)),
  `sensors.text` Array(String),
  `sensors.number` Array(Nullable(Float64)),
  `sensors.time` Array(Nullable(Int64)),
  `extensions.scope` Array(LowCardinality(String)),
  `extensions.name` Array(LowCardinality(String)),
  `extensions.is_object` Array(UInt8),
  `extensions.text` Array(String),
  `extensions.number` Array(Nullable(Float64)),
  `extensions.time` Array(Nullable(Int64)),
  original String CODEC(ZSTD),
  context String CODEC(ZSTD),
  checked String CODEC(ZSTD),
  earliness UInt64 MATERIALIZED 18446744073709551615 - toUInt64(record_time)
)
ENGINE = {{engine:ReplacingMergeTree(earliness)}}
ORDER BY event_key
SETTINGS index_granularity = 256;

-- One thing that one event names in one role (epc, parentID, inputEPC, outputEPC, epcClass, inputEPCClass, outputEPCClass, transformationID,
-- eventID, correctiveEventID). Written before the event: whoever sees an event finds it by all that it names.
CREATE TABLE IF NOT EXISTS epcis_event_names{{on_cluster}} (
  identifier String,
  role LowCardinality(String),
  event_key String,
  event_time Int64
)
ENGINE = {{engine:ReplacingMergeTree}}
ORDER BY (identifier, event_key, role)
SETTINGS index_granularity = 1024;
