import { z } from 'zod';
import type { RefreshOptions } from '../disposition/index.ts';
import type { Engine } from '../engine/engine.ts';
import { sqlFile } from '../engine/index.ts';
import { unmixedParts } from '../features/deviation/index.ts';
import { newestFactKnown } from '../features/clock/index.ts';
import type { ScopeExposure } from '../kpis/index.ts';
import { defineQuery } from '../query/define-query.ts';
import { replaceRows } from '../query/replace-rows.ts';
import { versionsOf } from '../query/versions.ts';

const collectLots = sqlFile(import.meta.url, './collect-received-lots.sql')
  .replace('{{qcResults}}', versionsOf('qc_results'))
  .replace('{{nonconformances}}', versionsOf('nonconformances'))
  .replace('{{operationInputs}}', versionsOf('operation_inputs'))
  .replace('{{unmixedParts}}', unmixedParts(`{now: DateTime64(3, 'UTC')}`));

/** A lot that was looked at is good when nothing was found for so many days: the delay that the models' labels have, too. */
const labelDays = 60;

const openLots = defineQuery({
  module: import.meta.url,
  file: './open-lots.sql',
  parameters: z.object({}),
  row: z.object({ lotId: z.string() }),
});

/**
 * Derives the received lots and their outcomes, all of them, as of the newest fact that is known: silence after the end of the data is no
 * good news. After `refreshDisposition`, on whose facts it builds.
 */
export async function refreshReceivedLots(engine: Engine, options: RefreshOptions = {}): Promise<void> {
  const statements = engine.importer;
  const today = options.now ?? new Date();
  const now = (await newestFactKnown(statements, today)) ?? today;
  await statements.command('TRUNCATE TABLE received_lots_build');
  await statements.command(collectLots, { now, labelDays });
  await replaceRows(statements, 'received_lots');
  await statements.command('TRUNCATE TABLE received_lots_build');
}

export interface LotExposureOptions {
  readonly patienceMs?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Computes the recall exposure of each open received lot with `scopeOf` (the genealogy's scope of the lot) and puts the result in the place
 * of the former one; the newest first, as many as `patienceMs` (default a minute) allow, at least one. Answers of how many lots.
 */
export async function refreshLotExposures(
  engine: Engine,
  scopeOf: (lots: readonly string[]) => Promise<ScopeExposure>,
  { patienceMs = 60_000, signal }: LotExposureOptions = {},
): Promise<number> {
  const rows: object[] = [];
  const begun = performance.now();
  for (const { lotId } of await openLots(engine, {})) {
    if (rows.length > 0 && performance.now() - begun > patienceMs) break;
    signal?.throwIfAborted();
    const { value, unvalued } = await scopeOf([lotId]);
    rows.push({ lot_id: lotId, value, unvalued });
  }
  await engine.command('TRUNCATE TABLE received_lot_exposures_build');
  await engine.insert('received_lot_exposures_build', rows);
  await replaceRows(engine, 'received_lot_exposures');
  await engine.command('TRUNCATE TABLE received_lot_exposures_build');
  return rows.length;
}
