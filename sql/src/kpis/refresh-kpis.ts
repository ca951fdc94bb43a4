import { dispositionState } from '../disposition/disposition-state.ts';
import type { RefreshOptions } from '../disposition/disposition.ts';
import { withScrapVerdict } from '../disposition/scrap-verdict.ts';
import { withUnitValue } from '../disposition/unit-value.ts';
import type { Engine, Parameters, Statements } from '../engine/engine.ts';
import { sqlFile } from '../engine/index.ts';
import { replaceRows } from '../query/replace-rows.ts';

const derivations = [
  { step: 'collect-scrap', table: 'scrap_events' },
  { step: 'collect-inspections', table: 'incoming_inspections' },
  { step: 'collect-stock', table: 'stock_on_hand' },
  { step: 'find-newest-data', table: 'newest_data' },
  { step: 'find-fact-spans', table: 'fact_spans' },
] as const;

/** Stock counts as at risk this many days before it expires, and as aged past this age. */
const riskDays = 30;
const agedDays = 180;

/** Derives the rows that KPIs are made of, all of them: they are few beside the lots. After `refreshDisposition`. */
export async function refreshKpis(engine: Engine, options: RefreshOptions = {}): Promise<void> {
  const statements = engine.importer;
  const state = await dispositionState(statements);
  if (!state) throw new Error('The disposition has to be derived before the KPIs');
  const parameters = {
    base: state.baseCurrency ?? '',
    now: options.now ?? new Date(),
    version: state.version,
    riskDays,
    agedDays,
  };
  for (const [done, { step, table }] of derivations.entries()) {
    options.signal?.throwIfAborted();
    options.onProgress?.({ stage: 'kpis', done, total: derivations.length });
    await statements.command(`TRUNCATE TABLE ${table}_build`);
    await run(statements, step, parameters);
    await replaceRows(statements, table);
    await statements.command(`TRUNCATE TABLE ${table}_build`);
  }
  await run(statements, 'keep-stock-history', parameters);
}

function run(statements: Statements, step: string, parameters: Parameters): Promise<void> {
  return statements.command(
    withScrapVerdict(withUnitValue(sqlFile(import.meta.url, `./steps/${step}.sql`))),
    parameters,
  );
}
