-- Purpose: set off what a party gave back or shipped on: against what was delivered to it, then what is on its way to it, then what went to
-- nobody known. What other parties hold stays as recorded: one party's discrepancy says nothing about them (D15). What came back from
-- nobody known is a sole party's, as there is no other. What cannot be set off stays below zero at its party: it gave away more than it is
-- known to have received. Quantities that are not known stand beside the known ones; a party with such owes nothing.
-- Grain: one lot, pool, party with the party that shipped it to them, and unit, of lots with something to set off; NaN: an unknown quantity.
INSERT INTO disposition_balances
WITH
  apart AS (
    {{set_off:pool IN ('in_transit', 'delivered') | node_no, unit, outer, pool}}
  ),
  of_party AS (
    SELECT
      *,
      count() OVER party AS rows_of_party,
      max(blurred) OVER party AS is_blurred,
      sumIf(left_near, pool = 'delivered') OVER party AS delivered,
      sumIf(left_near, pool = 'in_transit') OVER party AS coming,
      maxIf(greatest(owed - held, 0), pool = 'delivered') OVER party AS debt_delivered,
      maxIf(greatest(owed - held, 0), pool = 'in_transit') OVER party AS debt_coming,
      if(left_near = 0, 0, left_near * greatest(1 - if(pool = 'delivered', debt_coming / delivered, debt_delivered / coming), 0)) AS left_of_party,
      (greatest(debt_delivered - coming, 0) + greatest(debt_coming - delivered, 0)) / rows_of_party AS debt_of_party
    FROM apart
    WINDOW party AS (PARTITION BY node_no, unit, outer)
  ),
  of_lot AS (
    SELECT
      *,
      sumIf(debt_of_party, outer != '') OVER lot AS named_debt,
      sumIf(debt_of_party, outer = '') OVER lot AS nameless_debt,
      sumIf(left_of_party, outer = '') OVER lot AS nameless,
      minIf(outer, outer != '' AND left_of_party > 0) OVER lot = maxIf(outer, outer != '' AND left_of_party > 0) OVER lot AS is_sole,
      sumIf(left_of_party, outer != '' AND pool = 'delivered') OVER lot AS named_delivered,
      sumIf(left_of_party, outer != '' AND pool = 'in_transit') OVER lot AS named_coming,
      multiIf(
        left_of_party = 0, 0,
        outer = '', left_of_party * greatest(1 - named_debt / nameless, 0),
        NOT is_sole, left_of_party,
        pool = 'delivered', left_of_party * greatest(1 - nameless_debt / named_delivered, 0),
        left_of_party * greatest(1 - greatest(nameless_debt - named_delivered, 0) / named_coming, 0)) AS left,
      if(outer = '' OR is_blurred OR debt_of_party = 0, 0, debt_of_party * greatest(1 - nameless / named_debt, 0)) AS debt
    FROM of_party
    WINDOW lot AS (PARTITION BY node_no, unit)
  )
SELECT node_no, if(part < 0, 'delivered', pool), outer, if(part < 0, '', inner), unit, part, 0, 0
FROM of_lot
ARRAY JOIN arrayConcat([left, -debt], if(blurred, [nan], [])) AS part
-- What only rounding has left is nothing.
WHERE isNaN(part) OR abs(part) > 1e-9 * greatest(abs(known), held, owed)
SETTINGS max_execution_time = 600
