import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Engine } from '@lotscope/sql';
import type { DatasetName } from '@lotscope/sql/datasets';
import { type ImportJournal, type ImportResult, type JournalEntry, normalise, runImport } from '@lotscope/sql/import';
import { processorMs } from './machine.ts';

/** The journal of a benchmark: nobody kills it half-way. */
class MemoryJournal implements ImportJournal {
  #entry: JournalEntry | null = null;

  load(): Promise<JournalEntry | null> {
    return Promise.resolve(this.#entry);
  }

  save(entry: JournalEntry): Promise<void> {
    this.#entry = entry.state === 'done' ? null : entry;
    return Promise.resolve();
  }
}

/** What one stage of an import took: milliseconds on the clock, and of the processor over all threads. */
export interface StageCost {
  readonly ms: number;
  readonly cpuMs: number;
}

/** One import and the cost of each stage, in order. */
export interface TimedImport {
  readonly importId: string;
  readonly result: ImportResult;
  readonly stages: ReadonlyMap<string, StageCost>;
  readonly ms: number;
}

/** Loads a file as the product does: normalised to disk, then the whole pipeline up to its publication. */
export async function importFile(
  engine: Engine,
  path: string,
  dataset: DatasetName,
  folder: string,
): Promise<TimedImport> {
  const importId = randomUUID();
  const stages = new Map<string, StageCost>();
  const begin = performance.now();
  let stage = 'normalising';
  let since = { ms: begin, cpuMs: processorMs() };
  const enter = (next: string) => {
    const now = { ms: performance.now(), cpuMs: processorMs() };
    const before = stages.get(stage) ?? { ms: 0, cpuMs: 0 };
    stages.set(stage, { ms: before.ms + now.ms - since.ms, cpuMs: before.cpuMs + now.cpuMs - since.cpuMs });
    stage = next;
    since = now;
  };
  const file = await normalise(createReadStream(path, { highWaterMark: 1 << 20 }), join(folder, importId));
  enter('preparing');
  try {
    const upload = { importId, name: basename(path), file, dataset };
    const onProgress = (progress: { readonly stage: string }) => {
      if (progress.stage !== stage) enter(progress.stage);
    };
    const result = await runImport(engine, upload, new MemoryJournal(), onProgress, new AbortController().signal);
    enter('done');
    return { importId, result, stages, ms: performance.now() - begin };
  } finally {
    await rm(file.path, { force: true });
  }
}
