-- The contexts that captured events were sent with (JSON lists): what senders mean by the prefixes of their names.
CREATE TABLE IF NOT EXISTS epcis_contexts{{on_cluster}} (
  context String
)
ENGINE = {{engine:ReplacingMergeTree}}
ORDER BY context;
