-- Purpose: what expires in all, by the week in which it does.
-- Grain: one week ('': no expiry date is recorded), currency and whether the reader may see it.
-- Parameters: those of expiry-risks.sql that filter.
SELECT
  {{visible}} AS seen, {{weekOfExpiry}} AS week,
  e.currency AS currency, count() AS lots, sum(e.expected_money) AS expected_money, countIf(e.expected_money IS NOT NULL) AS valued,
  countIf(e.expected_money IS NULL AND e.verdict NOT IN ('does not expire', 'no stock')) AS unvalued,
  countIf(e.expires_on IS NULL AND e.verdict != 'does not expire') AS without_expiry,
  sumIf(e.value, e.expected_quantity > 0) AS at_risk, countIf(e.expected_quantity > 0 AND e.value IS NULL) AS at_risk_unvalued,
  countIf(e.expected_quantity > 0) AS at_risk_lots, max(e.stock_on) AS stock_on
FROM {{stock}} AS e
WHERE {{filter}}
GROUP BY seen, week, currency
ORDER BY week, currency
SETTINGS max_execution_time = 30
