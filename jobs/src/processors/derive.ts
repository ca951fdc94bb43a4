import { refreshDisposition, refreshSearch } from '@lotscope/sql';
import type { Engine } from '@lotscope/sql';
import type { Pool } from 'pg';
import type { JobQueues } from '../contract/queues.ts';
import { modelFamilies } from '../contract/model-families.ts';
import { DerivationDue } from '../imports/derivation-due.ts';
import type { ImportRecords } from '../imports/import-record.ts';
import { announcePublished } from '../imports/published.ts';
import type { JobRun } from '../worker/processor.ts';

/** What follows from the rows could not be derived, although they are loaded. */
export class Underived extends Error {
  override readonly name = 'Underived';
  /** The imports that cannot be called done. */
  readonly importIds: readonly string[];

  constructor(importIds: readonly string[], cause: unknown) {
    super(`The rows are loaded, but what follows from them could not be derived: ${String(cause)}`, { cause });
    this.importIds = importIds;
  }
}

/** Derives what is read instead of the rows themselves; for the lots of one import, or for all. Answers for how many lots. */
export async function derive(
  engine: Engine,
  records: ImportRecords,
  { signal, progress }: Pick<JobRun, 'signal' | 'progress'>,
  importId?: string,
): Promise<number> {
  const baseCurrency = await records.baseCurrency();
  const options = { signal, onProgress: progress, ...(baseCurrency === undefined ? {} : { baseCurrency }) };
  const { lots } = await refreshDisposition(engine, importId, options);
  await refreshSearch(engine, importId, options);
  return lots;
}

/**
 * Brings every import whose rows are readable to its end: derives what follows from them, tells the API processes, and only
 * then calls them done, so that who sees one done finds it everywhere. Call it under the import lock.
 */
export async function settle(
  { engine, pool, queues, records }: { engine: Engine; pool: Pool; queues: JobQueues; records: ImportRecords },
  run: Pick<JobRun, 'signal' | 'progress'>,
): Promise<void> {
  const awaiting = await records.awaitingEnd();
  if (awaiting.length === 0) return;
  const ids = awaiting.map(({ id }) => id);
  const underived = awaiting.filter(({ derived }) => !derived).map(({ id }) => id);
  try {
    if (underived.length > 0) await derive(engine, records, run, underived.length === 1 ? underived[0] : undefined);
  } catch (error) {
    run.signal.throwIfAborted();
    throw new Underived(ids, error);
  }
  await announcePublished(pool, ids);
  if (underived.length > 0) await wantFollowers(pool);
  await records.finish(ids);
  if (underived.length > 0) await addFollowers(queues);
}

/** Figures and scores are behind from now on, even if the process dies before their jobs are added. */
async function wantFollowers(pool: Pool): Promise<void> {
  await new DerivationDue(pool, 'figures').want();
  for (const family of modelFamilies) await new DerivationDue(pool, `scores of ${family}`).want();
}

/** What runs behind the imports, so that none waits for it; of several that are due, the first does the work of all. */
async function addFollowers(queues: JobQueues): Promise<void> {
  await queues.add('refresh-figures', { requestId: crypto.randomUUID(), always: false });
  for (const family of modelFamilies)
    await queues.add('score-model', { requestId: crypto.randomUUID(), family, always: false });
}
