import { rm } from 'node:fs/promises';
import { InvalidMapping } from '@lotscope/sql';
import type { Engine } from '@lotscope/sql';
import { InvalidFile, runImport } from '@lotscope/sql/import';
import type { ImportResult } from '@lotscope/sql/import';
import type { Pool } from 'pg';
import type { JobResult } from '../contract/jobs.ts';
import type { JobQueues } from '../contract/queues.ts';
import { failureSentence } from '../imports/failure-sentence.ts';
import { finishFormer } from '../imports/finish-former.ts';
import { ImportRecords } from '../imports/import-record.ts';
import type { ImportRecord } from '../imports/import-record.ts';
import { PgImportJournal } from '../imports/pg-import-journal.ts';
import { withLock } from '../imports/pg-lock.ts';
import { runToEnd } from '../imports/run-to-end.ts';
import { uploadOf } from '../imports/upload-of.ts';
import { latestProgress } from '../worker/latest-progress.ts';
import { isFinal, processor } from '../worker/processor.ts';
import type { JobRun } from '../worker/processor.ts';
import { InvalidJob } from '../worker/run-job.ts';
import { settle, Underived } from './derive.ts';

const countsOf = ({ read, accepted, rejected, duplicate }: ImportResult): JobResult<'import'> => ({
  read,
  accepted,
  rejected,
  duplicate,
});

/** Counts of an import that was finished before: a job may be delivered again after it has taken effect. */
const finishedCounts = (record: ImportRecord): JobResult<'import'> => ({
  read: record.rows_read ?? 0,
  accepted: record.rows_accepted ?? 0,
  rejected: record.rows_rejected ?? 0,
  duplicate: record.rows_duplicate ?? 0,
});

/** Errors that say what is wrong with the file or the mapping: the import fails, and trying again would not help. */
const isRefusal = (error: unknown): boolean =>
  error instanceof InvalidFile || error instanceof InvalidMapping || error instanceof InvalidJob;

/** Loads one uploaded file. The last of several that wait derives what follows from all of them. */
export function importFile({ engine, pool, queues }: { engine: Engine; pool: Pool; queues: JobQueues }) {
  const records = new ImportRecords(pool);
  const journal = new PgImportJournal(pool);
  const ends = { engine, pool, queues, records };

  async function load(record: ImportRecord, run: JobRun): Promise<JobResult<'import'>> {
    await records.start(record.id);
    const stored = latestProgress((progress) => records.progress(record.id, progress), 500);
    const progress: JobRun['progress'] = (value) => {
      run.progress(value);
      stored.report(value);
    };
    try {
      const job = { signal: run.signal, progress };
      await finishFormer(engine, journal, records, record.id);
      const upload = uploadOf(record);
      const load = () => runImport(engine, upload, journal, progress, run.signal);
      const result = await runToEnd(record.id, load, journal, job);
      await records.published(record.id, result);
      if (!(await records.othersWaiting(record.id))) await settle(ends, job);
      else progress({ stage: 'waiting for the files behind it', done: 0, total: 0 });
      return countsOf(result);
    } finally {
      await stored.flush();
    }
  }

  /** The import has failed for good; it may have been the one that was to derive what follows from those before it. */
  async function giveUp(record: ImportRecord, error: unknown, run: JobRun): Promise<void> {
    await records.fail(error instanceof Underived ? error.importIds : [record.id], failureSentence(error));
    if (error instanceof Underived || (await records.othersWaiting(record.id))) return;
    await withLock(
      pool,
      'imports',
      run.signal,
      () => undefined,
      () => settle(ends, run),
    );
  }

  return processor('import', async ({ importId }, run) => {
    const record = await records.find(importId);
    if (record === null) throw new InvalidJob('This import is not known');
    if (record.state === 'done') return finishedCounts(record);
    try {
      const waiting = () => run.progress({ stage: 'waiting', done: 0, total: 0 });
      const counts = await withLock(pool, 'imports', run.signal, waiting, () => load(record, run));
      if (record.file) await rm(String(record.file['path']), { force: true });
      return counts;
    } catch (error) {
      if (run.signal.aborted) throw error;
      const final = isRefusal(error) || isFinal(run, error);
      if (final) await giveUp(record, error, run);
      if (final && record.file) await rm(String(record.file['path']), { force: true });
      throw isRefusal(error) ? new InvalidJob(failureSentence(error)) : error;
    }
  });
}
