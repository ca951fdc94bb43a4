import { rm } from 'node:fs/promises';
import type { Engine } from '@lotscope/sql';
import type { Pool } from 'pg';
import { CaptureRecords, type Batch } from '../capture/capture-records.ts';
import { BatchTaking } from '../capture/take-batch.ts';
import type { JobQueues } from '../contract/queues.ts';
import { failureSentence } from '../imports/failure-sentence.ts';
import { finishFormer } from '../imports/finish-former.ts';
import { ImportRecords } from '../imports/import-record.ts';
import { PgImportJournal } from '../imports/pg-import-journal.ts';
import { withLock } from '../imports/pg-lock.ts';
import { isFinal, processor } from '../worker/processor.ts';
import type { JobRun } from '../worker/processor.ts';
import { settle, Underived } from './derive.ts';

/** Most events that are taken in at once: bounds memory, and how long others wait for the import lock. */
const mostEvents = 20_000;

export interface CaptureEvents {
  readonly engine: Engine;
  readonly pool: Pool;
  readonly queues: JobQueues;
  /** Folder in which files of facts are made. */
  readonly uploads: string;
}

/** Takes in all captures that wait, batch by batch; the jobs of those that another one took in with its own find nothing left. */
export function captureEvents({ engine, pool, queues, uploads }: CaptureEvents) {
  const captures = new CaptureRecords(pool);
  const imports = new ImportRecords(pool);
  const journal = new PgImportJournal(pool);
  const taking = { engine, journal, imports, captures, folder: uploads };
  const ends = { engine, pool, queues, records: imports };

  async function takeIn(batch: Batch, run: JobRun): Promise<void> {
    await finishFormer(engine, journal, imports, batch.importId);
    const { taken, hasImport } = await new BatchTaking(taking, batch, run).run();
    await settle(ends, run);
    for (const path of await captures.finish(batch, taken, hasImport)) await rm(path, { force: true });
  }

  async function giveUp(batch: Batch, error: unknown): Promise<void> {
    const sentence = failureSentence(error);
    await imports.fail(error instanceof Underived ? error.importIds : [batch.importId], sentence);
    const paths = await captures.fail(
      batch.captures.map(({ id }) => id),
      sentence,
    );
    for (const path of paths) await rm(path, { force: true });
  }

  async function takeAll(run: JobRun) {
    const done = { captures: 0, events: 0 };
    for (let batch = await captures.nextBatch(mostEvents); batch; batch = await captures.nextBatch(mostEvents)) {
      try {
        await takeIn(batch, run);
      } catch (error) {
        if (isFinal(run, error)) await giveUp(batch, error);
        throw error;
      }
      done.captures += batch.captures.length;
      done.events += batch.captures.reduce((sum, { batch_events: events }) => sum + events, 0);
      run.signal.throwIfAborted();
    }
    return done;
  }

  return processor('capture-events', (_payload, run) => {
    const waiting = () => run.progress({ stage: 'waiting', done: 0, total: 0 });
    return withLock(pool, 'imports', run.signal, waiting, () => takeAll(run));
  });
}
