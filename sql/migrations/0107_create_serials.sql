-- Work tables of one refresh of the disposition, emptied before and after it: production lots whose units are serials (D1).

-- One serial of a production lot that is derived: its quantity and unit, and when it was made (epoch seconds, 0 when unknown).
CREATE TABLE IF NOT EXISTS disposition_serials{{on_cluster}} (
  node_no UInt32,
  serial_no UInt32,
  quantity Float64,
  unit LowCardinality(String),
  at UInt32
)
ENGINE = {{engine:MergeTree}}
ORDER BY node_no;

-- One recorded flow by which a production lot went into serials of its own: a link to one, or the input of an operation that put one out.
-- row_key as in edges; NaN: a quantity that is not known.
CREATE TABLE IF NOT EXISTS disposition_serial_flows{{on_cluster}} (
  row_key UInt64,
  source Enum8('link' = 1, 'input' = 2),
  node_no UInt32,
  quantity Float64,
  unit LowCardinality(String)
)
ENGINE = {{engine:MergeTree}}
ORDER BY (source, row_key);
