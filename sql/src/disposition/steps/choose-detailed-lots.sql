-- Purpose: lots of which more is recorded than shipments and plain consumption: they have stock records, are consumed through a link by an
-- operation that still runs, go back into the operation they came from, are consumed both by operations and by links, or have serials.
-- Grain: one lot.
INSERT INTO disposition_detailed
SELECT DISTINCT node_no
FROM (
  SELECT node_no FROM disposition_records
  UNION ALL
  SELECT node_no FROM disposition_serials
  UNION ALL
  SELECT toUInt32({{lot_code:parent_lot_id}} - 1)
  FROM lot_links
  WHERE operation_id IN (SELECT operation_id FROM operations WHERE ended_at IS NULL) AND {{lot_code:parent_lot_id}} > 0
    {{and_touched_lot:parent_lot_id}}
  UNION ALL
  SELECT parent_no
  FROM edges FINAL
  WHERE source = 'input' {{and_touched_node:parent_no}}
    AND (parent_no IN (SELECT parent_no FROM edges FINAL WHERE source = 'link' {{and_touched_node:parent_no}})
      OR (parent_no, child_no) IN (
        SELECT child_no, parent_no
        FROM edges FINAL
        WHERE source = 'output' AND child_no IN (SELECT parent_no FROM edges FINAL WHERE source = 'input' {{and_touched_node:parent_no}})
      ))
)
SETTINGS max_execution_time = 600
