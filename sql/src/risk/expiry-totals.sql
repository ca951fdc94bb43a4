-- Purpose: what expires in all, by the week in which it does, and what has expired already.
-- Grain: one week ('': no expiry date is recorded), currency, whether it has expired already and whether the reader may see it.
-- Parameters: those of expiry-risks.sql that filter. Lots of which no figure tells what expires are unvalued in both sums of what lies ahead.
SELECT
  {{visible}} AS seen, {{expired}} AS expired, {{weekOfExpiry}} AS week,
  e.currency AS currency, count() AS lots, sum(e.expected_money) AS expected_money, countIf(e.expected_money IS NOT NULL) AS valued,
  countIf(e.expected_money IS NULL AND e.verdict NOT IN ('does not expire', 'no stock')) AS unvalued,
  countIf(e.expires_on IS NULL AND e.verdict != 'does not expire') AS without_expiry,
  sumIf(e.value, e.expected_quantity > 0) AS at_risk, countIf(e.expected_quantity >= 0 AND e.value IS NOT NULL) AS at_risk_valued,
  countIf(e.expected_quantity IS NULL AND e.verdict NOT IN ('does not expire', 'no stock')
    OR e.expected_quantity > 0 AND e.value IS NULL) AS at_risk_unvalued,
  sumIf(e.value, e.quantity >= 0) AS on_hand, countIf(e.quantity >= 0 AND e.value IS NOT NULL) AS on_hand_valued,
  countIf(ifNull(e.quantity < 0, 1) OR e.quantity > 0 AND e.value IS NULL) AS on_hand_unvalued, max(e.stock_on) AS stock_on
FROM {{stock}} AS e
WHERE {{filter}}
GROUP BY seen, expired, week, currency
ORDER BY week, currency, expired
SETTINGS max_execution_time = 30
