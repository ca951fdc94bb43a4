import type { Statements } from '../engine/engine.ts';
import { runStep } from './run-step.ts';

export interface Valuation {
  /** ISO 4217, or '' when no cost names a currency. */
  readonly baseCurrency: string;
  readonly valuedAt: Date;
}

/** Fixes the base currency (given, else as before, else the commonest of the standard costs) and derives the rates into it. */
export async function deriveValuation(
  statements: Statements,
  given: string | undefined,
  before: string | undefined,
  valuedAt: Date,
): Promise<Valuation> {
  const currencies = await statements.query<{ currency: string; standard: number }>(`
    SELECT assumeNotNull(currency) AS currency, sum(standard) AS standard
    FROM (
      SELECT currency, 1 AS standard FROM items WHERE currency != ''
      UNION ALL
      SELECT DISTINCT currency, 0 FROM lots WHERE currency != ''
    )
    GROUP BY currency
    ORDER BY standard DESC, currency
    SETTINGS max_execution_time = 60`);
  const baseCurrency = given ?? (before || currencies[0]?.currency) ?? '';
  // An amount without a currency is in the only currency there is; with several, it stays unknown rather than guessed.
  const blankIsBase = Number(currencies.every(({ currency }) => currency === baseCurrency));
  await runStep(statements, 'derive-rates', 'full', { base: baseCurrency, valuedAt, blankIsBase });
  return { baseCurrency, valuedAt };
}

/** What one unit of each currency is worth in the base currency, as last derived. */
export function unitRates(statements: Pick<Statements, 'query'>): Promise<unknown[]> {
  return statements.query(
    'SELECT currency, rate FROM disposition_rates ORDER BY currency, rate SETTINGS max_execution_time = 60',
  );
}

/** Makes sure that the local days of every site's time zone are known; a zone that nobody knows counts as UTC. */
export async function deriveLocalDays(statements: Statements): Promise<void> {
  const missing = await statements.query<{ timezone: string }>(`
    SELECT DISTINCT assumeNotNull(timezone) AS timezone
    FROM sites
    WHERE timezone IN (SELECT time_zone FROM system.time_zones) AND timezone NOT IN (SELECT timezone FROM local_days)
    SETTINGS max_execution_time = 60`);
  for (const { timezone } of missing) await runStep(statements, 'derive-local-days', 'full', { timezone });
}
