import type { Engine, Statements } from '../engine/engine.ts';
import type { DispositionRefresh, RefreshOptions } from './disposition.ts';
import { replaceRows } from '../query/replace-rows.ts';
import { dispositionState, type DispositionState } from './disposition-state.ts';
import { runStep, type Reach } from './run-step.ts';
import { steps, workTables, type Step } from './steps.ts';
import { deriveLocalDays, deriveValuation } from './valuation.ts';

/** Past this share of all lots, deriving everything is cheaper than replacing the touched ones. */
const incrementalShare = 0.25;

const running = new WeakMap<Engine, Promise<unknown>>();

/**
 * Derives `lot_facts` and `lot_disposition` again for the lots that an import touched, or for all (`importId` undefined, exchange rates or
 * the base currency changed, or many lots touched). Readers see the former rows until the new ones are complete. One at a time per engine.
 */
export function refreshDisposition(
  engine: Engine,
  importId?: string,
  options: RefreshOptions = {},
): Promise<DispositionRefresh> {
  const earlier = running.get(engine) ?? Promise.resolve();
  const refresh = earlier.catch(() => undefined).then(() => refreshNow(engine, importId, options));
  running.set(engine, refresh);
  return refresh;
}

async function refreshNow(
  engine: Engine,
  importId: string | undefined,
  options: RefreshOptions,
): Promise<DispositionRefresh> {
  const started = performance.now();
  const statements = engine.importer;
  await emptyWorkTables(statements);
  const before = await dispositionState(statements);
  const valuation = await deriveValuation(
    statements,
    options.baseCurrency,
    before?.baseCurrency ?? undefined,
    options.now ?? new Date(),
  );
  const { reach, touched } = await chooseReach(statements, importId, before, valuation.baseCurrency);
  await deriveLocalDays(statements);
  const version = (before?.version ?? 0) + 1;
  await derive(statements, reach, touched, version, options);
  if (touched) await publish(statements, reach, version);
  const [{ lots } = { lots: 0 }] = await statements.query<{ lots: number }>(
    'SELECT count() AS lots FROM lot_facts_build',
  );
  await statements.insert('disposition_refreshes', [
    {
      version,
      import_id: importId ?? '',
      kind: reach,
      lots,
      base_currency: valuation.baseCurrency,
      valued_at: engineTime(valuation.valuedAt),
      refreshed_at: engineTime(new Date()),
    },
  ]);
  // The unit factors and rates stay: KPIs value their rows with them.
  await emptyWorkTables(statements, ['disposition_unit_factors', 'disposition_rates']);
  return { kind: reach, lots, version, ms: performance.now() - started };
}

/** How far a refresh goes; `touched`: there is a lot to derive at all. */
interface Extent {
  readonly reach: Reach;
  readonly touched: boolean;
}

/** Fills `disposition_touched` and decides whether to stay with those lots. */
async function chooseReach(
  statements: Statements,
  importId: string | undefined,
  before: DispositionState | undefined,
  baseCurrency: string,
): Promise<Extent> {
  const full: Extent = { reach: 'full', touched: true };
  if (importId === undefined || before === undefined || (before.baseCurrency ?? '') !== baseCurrency) return full;
  await runStep(statements, 'find-touched-lots', 'incremental', { importId });
  const [found] = await statements.query<{ touched: number; lots: number; rates: number }>(
    `SELECT
      (SELECT count() FROM disposition_touched) AS touched,
      (SELECT count() FROM lot_facts_rows) AS lots,
      (SELECT count() FROM exchange_rates_rows WHERE import_id = {importId: String}) AS rates
    SETTINGS max_execution_time = 60`,
    { importId },
  );
  if (!found) throw new Error('The engine did not count the touched lots');
  if (found.rates > 0 || found.touched > found.lots * incrementalShare + 1000) return full;
  return { reach: 'incremental', touched: found.touched > 0 };
}

async function derive(
  statements: Statements,
  reach: Reach,
  touched: boolean,
  version: number,
  options: RefreshOptions,
): Promise<void> {
  const datasets = steps.flatMap((step) => step.reads ?? []);
  const filled = await filledTables(
    statements,
    datasets.map((dataset) => `${dataset}_rows`),
  );
  const unmeasured = await hasUnmeasuredLots(statements);
  const due = steps.filter((step) => (touched || step.always === true) && isDue(step, filled, unmeasured));
  for (const [done, step] of due.entries()) {
    options.signal?.throwIfAborted();
    options.onProgress?.({ stage: step.name, done, total: due.length });
    await runStep(statements, step.name, reach, { version });
  }
}

function isDue(step: Step, filled: ReadonlySet<string>, unmeasured: boolean): boolean {
  if (step.forUnmeasured && !unmeasured) return false;
  return step.reads === undefined || step.reads.some((dataset) => filled.has(`${dataset}_rows`));
}

/** Lots that do not declare a quantity, or that have no row at all. */
async function hasUnmeasuredLots(statements: Statements): Promise<boolean> {
  const [counts] = await statements.query<{ measured: number; lots: number }>(
    `SELECT
      (SELECT count() FROM lots WHERE quantity IS NOT NULL) AS measured,
      (SELECT count() FROM nodes WHERE kind = 'lot') AS lots
    SETTINGS max_execution_time = 60`,
  );
  return counts === undefined || counts.measured < counts.lots;
}

async function publish(statements: Statements, reach: Reach, version: number): Promise<void> {
  if (reach === 'incremental') {
    await runStep(statements, 'publish-changed-facts', reach);
    await runStep(statements, 'publish-changed-disposition', reach, { version });
    return;
  }
  await replaceRows(statements, 'lot_facts_rows', 'lot_facts_build');
  await replaceRows(statements, 'lot_disposition_rows', 'lot_disposition_build');
}

async function emptyWorkTables(statements: Statements, kept: readonly string[] = []): Promise<void> {
  const filled = await filledTables(statements, workTables);
  for (const table of filled) {
    if (!kept.includes(table)) await statements.command(`TRUNCATE TABLE ${table}`);
  }
}

/** Those of some tables that have rows. */
async function filledTables(statements: Statements, tables: readonly string[]): Promise<Set<string>> {
  const rows = await statements.query<{ name: string }>(
    'SELECT name FROM system.tables WHERE database = currentDatabase() AND total_rows > 0 AND name IN {tables: Array(String)}',
    { tables },
  );
  return new Set(rows.map(({ name }) => name));
}

const engineTime = (time: Date): string => time.toISOString().slice(0, 23).replace('T', ' ');
