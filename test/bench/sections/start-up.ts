import { join } from 'node:path';
import { openEngine } from '@lotscope/sql';
import { Genealogy } from '@lotscope/sql/genealogy';
import { count, seconds, table } from '../figures.ts';
import { processorMs, threadProcessorMs } from '../machine.ts';
import { dataFolderCopy } from '../plant-store.ts';
import { ProductServer } from '../product-server.ts';
import { needsPlant, type Check, type PlantStore, type Section } from '../section.ts';
import { once } from '../timing.ts';
import { onWorkbench, type Workbench } from '../workbench.ts';

const rounds = 3;

interface IndexStart {
  readonly openMs: number;
  readonly readyMs: number;
  /** Of the processor while the index was made ready, over all threads, and of these on the main thread. */
  readonly cpuMs: number;
  readonly mainCpuMs: number;
  readonly links: number;
}

/** Opens the engine and the index as the server does; best understood beside each other, so both are timed. */
function startIndex(store: PlantStore): Promise<IndexStart> {
  return onWorkbench(async (bench) => {
    const opened = await once(() => openEngine({ path: join(store.dataFolder, 'analytics') }));
    bench.defer(() => opened.answer.close());
    const [cpuMs, mainCpuMs] = [processorMs(), threadProcessorMs()];
    const ready = await once(async () => {
      const genealogy = await Genealogy.open(opened.answer, { memoryMb: 16_384 });
      bench.defer(() => genealogy.close());
      await genealogy.ready;
      return genealogy;
    });
    return {
      openMs: opened.ms,
      readyMs: ready.ms,
      cpuMs: processorMs() - cpuMs,
      mainCpuMs: threadProcessorMs() - mainCpuMs,
      links: ready.answer.status.links,
    };
  });
}

async function startServer(bench: Workbench, dataFolder: string): Promise<number> {
  const server = await ProductServer.start(bench, dataFolder);
  await server.stop();
  return server.readyMs;
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

async function repeated<Answer>(work: () => Promise<Answer>): Promise<Answer[]> {
  const answers: Answer[] = [];
  for (let round = 0; round < rounds; round++) answers.push(await work());
  return answers;
}

/** How long it takes from nothing to answers. */
export const startUp: Section = {
  name: 'start-up',
  title: 'Start-up',
  intro:
    'The built server on an empty data folder and on the imported plant, from the start of its process to the first 200 of ' +
    '`/readyz` (which needs the index); and the index alone, in a process that has just opened the engine. Medians of three; ' +
    'the files of the plant are in the page cache.',
  needs: 'plant',
  async measure({ bench, store, links }) {
    const plant = needsPlant(store);
    const index = await repeated(() => startIndex(plant));
    const empty = join(bench.folder('empty'), 'data');
    const first = await startServer(bench, empty);
    const again = await repeated(() => startServer(bench, empty));
    const copy = await dataFolderCopy(bench, plant);
    // The first start on the copy creates the metadata database, the ones that are measured find it.
    const created = await startServer(bench, copy);
    const loaded = await repeated(() => startServer(bench, copy));
    const readyMs = median(index.map((each) => each.readyMs));
    const found = index[0]?.links ?? 0;
    const rows = [
      ['first start, empty', seconds(first)],
      ['second start, empty', seconds(median(again))],
      [`first start of the server on ${count(found)} links`, seconds(created)],
      [`second start on ${count(found)} links`, seconds(median(loaded))],
      ['engine open', seconds(median(index.map(({ openMs }) => openMs)))],
      [`index of ${count(found)} links ready, after the engine is open`, seconds(readyMs)],
      ['processor time of that, all threads', seconds(median(index.map(({ cpuMs }) => cpuMs)))],
      ['of these on the main thread', seconds(median(index.map(({ mainCpuMs }) => mainCpuMs)))],
    ];
    const checks: Check[] = [
      {
        target: `second start on ${count(links)} links ≤ 8 s`,
        figure: `${seconds(median(loaded))} s`,
        met: median(loaded) <= 8000,
      },
      { target: `index of ${count(links)} links ready ≤ 3 s`, figure: `${seconds(readyMs)} s`, met: readyMs <= 3000 },
    ];
    return { markdown: table(['', 'seconds'], rows), checks: links >= 10_000_000 ? checks : [] };
  },
};
