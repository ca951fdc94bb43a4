-- Purpose: what no record accounts for, so that the rows of each lot add up to what was made or received, unit by unit. Below zero more is
-- accounted for than was made; such a variance has no value, and is shown at the parties that gave away more than they are known to have
-- received, as far as it is theirs. In another unit than the lot's nothing was made: what is accounted for in it came out of the lot, but
-- nobody knows how much of its own unit that is (D5). Nothing is known of the rest of a lot whose quantity is unknown.
-- Grain: one lot, unit and party.
-- Parameters: version.
INSERT INTO lot_disposition_build
WITH
  indebted AS (
    SELECT node_no, unit, groupArray((party, debt)) AS parties, sum(debt) AS total
    FROM (
      SELECT node_no, unit, toString(outer) AS party, -sum(quantity) AS debt
      FROM disposition_balances
      WHERE pool = 'delivered' AND quantity < 0
      GROUP BY node_no, unit, party
    )
    GROUP BY node_no, unit
  )
SELECT
  f.node_no, 'unknown', '', '', '', part.1, '', if(isNaN(part.2), NULL, part.2) AS rest, f.unit, if(rest > 0, rest * f.unit_value, NULL), 1,
  {version: UInt64}, 0
FROM (SELECT node_no, ifNull(quantity, nan) AS made, unit, unit_value FROM lot_facts_build) AS f
LEFT ANY JOIN (
  SELECT node_no, sum(quantity) AS known
  FROM lot_disposition_build
  WHERE own_unit AND quantity IS NOT NULL
  GROUP BY node_no
) AS d ON d.node_no = f.node_no
LEFT ANY JOIN indebted AS p ON p.node_no = f.node_no AND p.unit = f.unit
ARRAY JOIN arrayConcat(
  [('', made - ifNull(known, 0) + (least(p.total, greatest(ifNull(known, 0) - made, 0)) AS of_parties))],
  arrayMap(x -> (x.1, -x.2 * of_parties / p.total), if(of_parties > 0, p.parties, []))) AS part
WHERE isNaN(part.2) OR abs(part.2) > 1e-6 * greatest(made, abs(ifNull(known, 0)))
UNION ALL
SELECT node_no, 'unknown', '', '', '', '', '', -sum(quantity) AS rest, unit, NULL, 0, {version: UInt64}, 0
FROM lot_disposition_build
WHERE NOT own_unit AND quantity IS NOT NULL AND node_no IN (SELECT node_no FROM lot_facts_build WHERE quantity IS NOT NULL AND unit != '')
GROUP BY node_no, unit
HAVING rest != 0
SETTINGS max_execution_time = 600, optimize_on_insert = 0, max_insert_threads = 2
