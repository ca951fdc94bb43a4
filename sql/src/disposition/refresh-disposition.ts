import { isDeepStrictEqual } from 'node:util';
import type { Engine, Statements } from '../engine/engine.ts';
import type { DispositionRefresh, RefreshOptions } from './disposition.ts';
import { replaceRows } from '../query/replace-rows.ts';
import { dispositionState } from './disposition-state.ts';
import { runStep, type Reach } from './run-step.ts';
import { hasInput, stepTables } from './step-tables.ts';
import { steps, workTables } from './steps.ts';
import { deriveLocalDays, deriveValuation, unitRates } from './valuation.ts';

/** Past this share of all lots, deriving everything is cheaper than replacing the touched ones. */
const incrementalShare = 0.25;

/** They stay after a refresh: KPIs value their rows with them. */
const keptTables: readonly string[] = ['disposition_unit_factors', 'disposition_rates'];

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
  const before = await dispositionState(statements);
  const formerRates = await unitRates(statements);
  const leftOver = await emptyWorkTables(statements);
  const valuation = await deriveValuation(
    statements,
    options.baseCurrency,
    before?.baseCurrency ?? undefined,
    options.now ?? new Date(),
  );
  // What other lots are worth only stays when currencies are worth what they were; after a refresh that did not finish, nothing is sure.
  const finished = before !== undefined && leftOver.every((table) => keptTables.includes(table));
  const sameValues =
    (before?.baseCurrency ?? '') === valuation.baseCurrency &&
    isDeepStrictEqual(await unitRates(statements), formerRates);
  const { reach, touched } = await chooseReach(statements, finished && sameValues ? importId : undefined);
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
  await emptyWorkTables(statements, keptTables);
  return { kind: reach, lots, version, ms: performance.now() - started };
}

/** How far a refresh goes; `touched`: there is a lot to derive at all. */
interface Extent {
  readonly reach: Reach;
  readonly touched: boolean;
}

/** Fills `disposition_touched` and decides whether to stay with those lots. */
async function chooseReach(statements: Statements, importId: string | undefined): Promise<Extent> {
  const full: Extent = { reach: 'full', touched: true };
  // Whose a place is, and when its days begin, is asked for every movement, count and date.
  if (importId === undefined || (await changesSites(statements, importId))) return full;
  await runStep(statements, 'find-touched-lots', 'incremental', { importId });
  await runStep(statements, 'touch-production-lots', 'incremental');
  const [found] = await statements.query<{ touched: number; lots: number }>(
    `SELECT (SELECT count() FROM disposition_touched) AS touched, (SELECT count() FROM lot_facts_rows) AS lots
    SETTINGS max_execution_time = 60`,
  );
  if (!found) throw new Error('The engine did not count the touched lots');
  if (found.touched > found.lots * incrementalShare + 1000) return full;
  return { reach: 'incremental', touched: found.touched > 0 };
}

async function derive(
  statements: Statements,
  reach: Reach,
  touched: boolean,
  version: number,
  options: RefreshOptions,
): Promise<void> {
  const filled = await filledTables(statements);
  const unmeasured = await hasUnmeasuredLots(statements);
  const due = steps.filter(({ always, forUnmeasured }) => (touched || always) && (unmeasured || !forUnmeasured));
  for (const [done, { name }] of due.entries()) {
    const tables = stepTables(name, reach);
    if (!hasInput(tables, filled)) continue;
    options.signal?.throwIfAborted();
    options.onProgress?.({ stage: name, done, total: due.length });
    await runStep(statements, name, reach, { version });
    if (!filled.has(tables.fills) && (await hasRows(statements, tables.fills))) filled.add(tables.fills);
  }
}

async function changesSites(statements: Statements, importId: string): Promise<boolean> {
  const query =
    'SELECT 1 FROM sites_rows WHERE import_id = {importId: String} LIMIT 1 SETTINGS max_execution_time = 60';
  return (await statements.query(query, { importId })).length > 0;
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

/** Answers which of them had rows. */
async function emptyWorkTables(statements: Statements, kept: readonly string[] = []): Promise<string[]> {
  const filled = await filledTables(statements);
  const emptied = workTables.filter((table) => filled.has(table) && !kept.includes(table));
  for (const table of emptied) await statements.command(`TRUNCATE TABLE ${table}`);
  return emptied;
}

/** Asked of one table: a list of all of them, after each of dozens of steps, would take longer than a step over few lots. */
async function hasRows(statements: Statements, table: string): Promise<boolean> {
  const query =
    'SELECT 1 FROM system.tables WHERE database = currentDatabase() AND name = {table: String} AND total_rows > 0 SETTINGS max_execution_time = 60';
  return (await statements.query(query, { table })).length > 0;
}

/** Tables that have rows. */
async function filledTables(statements: Statements): Promise<Set<string>> {
  const rows = await statements.query<{ name: string }>(
    'SELECT name FROM system.tables WHERE database = currentDatabase() AND total_rows > 0 SETTINGS max_execution_time = 60',
  );
  return new Set(rows.map(({ name }) => name));
}

const engineTime = (time: Date): string => time.toISOString().slice(0, 23).replace('T', ' ');
