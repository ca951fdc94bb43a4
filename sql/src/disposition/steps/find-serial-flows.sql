-- Purpose: what was recorded of production lots that went into serials of their own: links to them, and inputs of operations that put them out. A
-- link that says the same as an operation's lines is left out.
-- Grain: one link or line.
INSERT INTO disposition_serial_flows
SELECT row_key, 'input', parent_no, quantity, unit
FROM edges FINAL
WHERE source = 'input' {{and_touched_node:parent_no}}
  AND (parent_no, child_no) IN (
    SELECT s.node_no, o.parent_no
    FROM edges_by_child AS o FINAL
    INNER JOIN disposition_serials AS s ON s.serial_no = o.child_no
    WHERE o.source = 'output' AND o.child_no IN (SELECT serial_no FROM disposition_serials)
  )
UNION ALL
SELECT row_key, 'link', parent_no, quantity, unit
FROM edges FINAL
WHERE source = 'link' {{and_touched_node:parent_no}}
  AND (parent_no, child_no) IN (SELECT node_no, serial_no FROM disposition_serials)
  AND (parent_no, child_no) NOT IN (
    SELECT s.node_no, s.serial_no
    FROM edges_by_child AS o FINAL
    INNER JOIN disposition_serials AS s ON s.serial_no = o.child_no
    WHERE o.source = 'output' AND o.child_no IN (SELECT serial_no FROM disposition_serials)
      AND (s.node_no, o.parent_no) IN (
        SELECT parent_no, child_no
        FROM edges FINAL
        WHERE source = 'input' AND parent_no IN (SELECT node_no FROM disposition_serials)
      )
  )
SETTINGS max_execution_time = 600
