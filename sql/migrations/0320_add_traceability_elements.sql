-- What FSMA 204 asks for and no dataset said yet: the telephone number and the parts of the address of a location, packaging, kinds of documents,
-- and the events before a lot was in a plant (D24).

ALTER TABLE items_rows{{on_cluster}}
  ADD COLUMN IF NOT EXISTS packaging Nullable(String) AFTER food_traceability_list;

ALTER TABLE items_history{{on_cluster}}
  ADD COLUMN IF NOT EXISTS packaging Nullable(String) AFTER food_traceability_list;

CREATE OR REPLACE VIEW items{{on_cluster}} AS
SELECT item_id, name, kind, tracking, unit, gtin, shelf_life_days, min_remaining_life_days, expiry_kind, expiry_day_usable, food_traceability_list, packaging, standard_cost, currency, recorded_at, known_at, capture_method, source_system, import_id, row_no, row_id
FROM items_rows FINAL
WHERE deleted = 0;

ALTER TABLE sites_rows{{on_cluster}}
  ADD COLUMN IF NOT EXISTS city Nullable(String) AFTER address,
  ADD COLUMN IF NOT EXISTS region Nullable(String) AFTER city,
  ADD COLUMN IF NOT EXISTS postal_code Nullable(String) AFTER region,
  ADD COLUMN IF NOT EXISTS country Nullable(String) AFTER postal_code,
  ADD COLUMN IF NOT EXISTS phone Nullable(String) AFTER country;

ALTER TABLE sites_history{{on_cluster}}
  ADD COLUMN IF NOT EXISTS city Nullable(String) AFTER address,
  ADD COLUMN IF NOT EXISTS region Nullable(String) AFTER city,
  ADD COLUMN IF NOT EXISTS postal_code Nullable(String) AFTER region,
  ADD COLUMN IF NOT EXISTS country Nullable(String) AFTER postal_code,
  ADD COLUMN IF NOT EXISTS phone Nullable(String) AFTER country;

CREATE OR REPLACE VIEW sites{{on_cluster}} AS
SELECT site_id, name, kind, gln, timezone, address, city, region, postal_code, country, phone, latitude, longitude, parent_site_id, recorded_at, known_at, capture_method, source_system, import_id, row_no, row_id
FROM sites_rows FINAL
WHERE deleted = 0;

ALTER TABLE shipments_rows{{on_cluster}}
  ADD COLUMN IF NOT EXISTS reference_document_type Nullable(String) AFTER reference_document;

ALTER TABLE shipments_history{{on_cluster}}
  ADD COLUMN IF NOT EXISTS reference_document_type Nullable(String) AFTER reference_document;

CREATE OR REPLACE VIEW shipments{{on_cluster}} AS
SELECT shipment_id, line_id, lot_id, customer_id, from_party_id, from_site_id, ship_to_site_id, order_id, handling_unit_id, quantity, unit, shipped_at, shipped_at_precision, delivered_at, delivered_at_precision, documents_complete, reference_document, reference_document_type, unit_price, currency, recorded_at, known_at, capture_method, source_system, import_id, row_no, row_id
FROM shipments_rows FINAL
WHERE deleted = 0;

ALTER TABLE movements_rows{{on_cluster}}
  ADD COLUMN IF NOT EXISTS document_type Nullable(String) AFTER document;

ALTER TABLE movements_history{{on_cluster}}
  ADD COLUMN IF NOT EXISTS document_type Nullable(String) AFTER document;

CREATE OR REPLACE VIEW movements{{on_cluster}} AS
SELECT movement_id, lot_id, reason, reason_code, quantity, unit, from_site_id, from_location, to_site_id, to_location, operation_id, shipment_id, document, document_type, `by`, `at`, at_precision, recorded_at, known_at, capture_method, source_system, import_id, row_no, row_id
FROM movements_rows FINAL
WHERE deleted = 0;

-- one harvest, cooling, initial packing or first landing of a lot (FSMA 204)
CREATE TABLE IF NOT EXISTS traceability_events_rows{{on_cluster}} (
  row_id UInt64,
  row_key UInt128,
  row_hash UInt64,
  event_id Nullable(String),
  lot_id String,
  kind LowCardinality(String),
  `at` Nullable(DateTime64(3, 'UTC')),
  at_precision UInt8,
  site_id Nullable(String),
  next_site_id Nullable(String),
  commodity Nullable(String),
  variety Nullable(String),
  quantity Nullable(Float64),
  unit LowCardinality(Nullable(String)),
  packed_quantity Nullable(Float64),
  packed_unit LowCardinality(Nullable(String)),
  received_at Nullable(DateTime64(3, 'UTC')),
  received_at_precision UInt8,
  from_site_id Nullable(String),
  harvest_site_id Nullable(String),
  growing_area Nullable(String),
  harvester_site_id Nullable(String),
  harvested_at Nullable(DateTime64(3, 'UTC')),
  harvested_at_precision UInt8,
  harvested_until Nullable(DateTime64(3, 'UTC')),
  harvested_until_precision UInt8,
  cooling_site_id Nullable(String),
  cooled_at Nullable(DateTime64(3, 'UTC')),
  cooled_at_precision UInt8,
  document Nullable(String),
  document_type Nullable(String),
  recorded_at DateTime64(3, 'UTC'),
  known_at DateTime64(3, 'UTC'),
  capture_method LowCardinality(Nullable(String)),
  source_system LowCardinality(Nullable(String)),
  import_id LowCardinality(String),
  row_no UInt64,
  deleted UInt8,
  version UInt64,
  INDEX by_lot_id lot_id TYPE bloom_filter(0.01),
  INDEX by_site_id site_id TYPE bloom_filter(0.01),
  INDEX by_next_site_id next_site_id TYPE bloom_filter(0.01),
  INDEX by_from_site_id from_site_id TYPE bloom_filter(0.01),
  INDEX by_harvest_site_id harvest_site_id TYPE bloom_filter(0.01),
  INDEX by_harvester_site_id harvester_site_id TYPE bloom_filter(0.01),
  INDEX by_cooling_site_id cooling_site_id TYPE bloom_filter(0.01)
)
ENGINE = {{engine:ReplacingMergeTree(version)}}
ORDER BY row_id;

CREATE TABLE IF NOT EXISTS traceability_events_history{{on_cluster}} (
  row_id UInt64,
  row_key UInt128,
  row_hash UInt64,
  event_id Nullable(String),
  lot_id String,
  kind LowCardinality(String),
  `at` Nullable(DateTime64(3, 'UTC')),
  at_precision UInt8,
  site_id Nullable(String),
  next_site_id Nullable(String),
  commodity Nullable(String),
  variety Nullable(String),
  quantity Nullable(Float64),
  unit LowCardinality(Nullable(String)),
  packed_quantity Nullable(Float64),
  packed_unit LowCardinality(Nullable(String)),
  received_at Nullable(DateTime64(3, 'UTC')),
  received_at_precision UInt8,
  from_site_id Nullable(String),
  harvest_site_id Nullable(String),
  growing_area Nullable(String),
  harvester_site_id Nullable(String),
  harvested_at Nullable(DateTime64(3, 'UTC')),
  harvested_at_precision UInt8,
  harvested_until Nullable(DateTime64(3, 'UTC')),
  harvested_until_precision UInt8,
  cooling_site_id Nullable(String),
  cooled_at Nullable(DateTime64(3, 'UTC')),
  cooled_at_precision UInt8,
  document Nullable(String),
  document_type Nullable(String),
  recorded_at DateTime64(3, 'UTC'),
  known_at DateTime64(3, 'UTC'),
  capture_method LowCardinality(Nullable(String)),
  source_system LowCardinality(Nullable(String)),
  import_id LowCardinality(String),
  row_no UInt64,
  deleted UInt8,
  superseded_at DateTime64(3, 'UTC'),
  superseded_by LowCardinality(String)
)
ENGINE = {{engine:ReplacingMergeTree}}
ORDER BY (row_key, recorded_at, row_hash);

CREATE VIEW IF NOT EXISTS traceability_events{{on_cluster}} AS
SELECT event_id, lot_id, kind, `at`, at_precision, site_id, next_site_id, commodity, variety, quantity, unit, packed_quantity, packed_unit, received_at, received_at_precision, from_site_id, harvest_site_id, growing_area, harvester_site_id, harvested_at, harvested_at_precision, harvested_until, harvested_until_precision, cooling_site_id, cooled_at, cooled_at_precision, document, document_type, recorded_at, known_at, capture_method, source_system, import_id, row_no, row_id
FROM traceability_events_rows FINAL
WHERE deleted = 0;
