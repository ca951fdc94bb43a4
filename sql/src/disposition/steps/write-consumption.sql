-- Purpose: what operations and links consumed of the lots that need no reconciling. Quantities that are not known stand beside the known
-- ones without a unit.
-- Grain: one lot, bucket, site of the running operation, and unit.
-- Parameters: version.
INSERT INTO lot_disposition_build
WITH
  running AS (
    SELECT n.node_no AS node_no, 1 AS is_open, ifNull(r.site_id, '') AS site
    FROM nodes AS n
    INNER JOIN operations AS r ON r.operation_id = n.id
    WHERE n.kind = 'operation' AND r.ended_at IS NULL
  ),
  summed AS (
    SELECT
      parent_no,
      o.is_open AS is_open, o.site AS site, cityHash64(unit) AS unit_hash, any(unit) AS recorded_unit, sumIf(quantity, NOT isNaN(quantity)) AS sure, countIf(isNaN(quantity)) AS unsure
    FROM edges AS e FINAL
    LEFT ANY JOIN running AS o ON o.node_no = e.child_no
    WHERE source != 'output' AND parent_no NOT IN (SELECT node_no FROM disposition_detailed) {{and_touched_node:parent_no}}
    GROUP BY parent_no, is_open, site, unit_hash
  ),
  -- An unknown quantity has no unit of its own.
  converted AS (
    SELECT
      parent_no, is_open, site, f.unit AS own_unit, f.unit_value AS unit_value,
      multiIf(isNaN(part), '', s.recorded_unit = '' OR c.factor != 0, f.unit, s.recorded_unit) AS unit,
      if(isNaN(part) OR c.factor = 0, part, part * c.factor) AS quantity
    FROM summed AS s
    INNER JOIN (SELECT node_no, item_id, unit, unit_value FROM lot_facts_build) AS f ON f.node_no = s.parent_no
    LEFT ANY JOIN disposition_unit_factors AS c ON c.pair = if(s.recorded_unit IN ('', f.unit), 0, cityHash64(f.item_id, s.recorded_unit, f.unit))
    ARRAY JOIN arrayConcat(if(sure != 0, [sure], []), if(unsure > 0, [nan], [])) AS part
  )
SELECT
  parent_no, if(is_open, 'in_process', 'consumed'), site, '', '', '', '',
  if(isNaN(sum(quantity) AS total), NULL, total) AS known, unit, if(unit = any(own_unit), known * any(unit_value), NULL), unit = any(own_unit),
  {version: UInt64}, 0
FROM converted
GROUP BY parent_no, is_open, site, unit
SETTINGS max_execution_time = 600, optimize_on_insert = 0, max_insert_threads = 2
