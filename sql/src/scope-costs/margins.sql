-- Purpose: the margin on what was shipped of each lot: unit price less standard cost, in the base currency at the moment of valuation (D14).
-- What a distributor shipped on was not our sale (D15).
-- Grain: one lot that was shipped. margin: of the lines whose price, quantity and cost are known in one unit (known); the others are open.
-- Lots are matched by a digest of 128 bits: millions of ids as texts take four times as long.
-- Parameters: none.
SELECT node_no, sum(ifNull(line_margin, 0)) AS margin, max(line_margin IS NOT NULL) AS known, max(line_margin IS NULL) AS open
FROM (
  SELECT
    f.node_no AS node_no,
    h.quantity * (h.unit_price * nullIf(r.rate, 0) - f.unit_value * if(h.unit IN ('', f.unit), 1, nullIf(c.factor, 0))) AS line_margin
  FROM (
    SELECT
      reinterpretAsUInt128(sipHash128(lot_id)) AS lot, ifNull(unit, '') AS unit, quantity, unit_price, ifNull(currency, '') AS currency
    FROM shipments
    WHERE ifNull(from_party_id, '') = ''
  ) AS h
  INNER JOIN (
    SELECT reinterpretAsUInt128(sipHash128(lot_id)) AS lot, node_no, item_id, unit, unit_value
    FROM lot_facts
  ) AS f ON f.lot = h.lot
  LEFT ANY JOIN disposition_rates AS r ON r.currency = h.currency
  LEFT ANY JOIN disposition_unit_factors AS c ON c.pair = if(h.unit IN ('', f.unit), 0, cityHash64(f.item_id, h.unit, f.unit))
)
GROUP BY node_no
SETTINGS max_execution_time = 300
