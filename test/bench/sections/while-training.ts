import { setTimeout as sleep } from 'node:timers/promises';
import { count, mebibytes, medianAndP95, milliseconds, seconds, table } from '../figures.ts';
import { InMemory } from '../in-memory.ts';
import { residentBytes } from '../machine.ts';
import { openPlant } from '../opened-plant.ts';
import { dataFolderCopy } from '../plant-store.ts';
import { ProductServer } from '../product-server.ts';
import { sizedRoots } from '../roots.ts';
import { type Findings, needsPlant, type PlantStore, type Section } from '../section.ts';
import { type Answered, askSteadily, latenciesOf } from '../steady-questions.ts';
import { summarise } from '../timing.ts';
import { onWorkbench } from '../workbench.ts';

/** What `GET /api/v1/jobs/:id` says that is needed here. */
interface JobState {
  readonly state: 'queued' | 'running' | 'done' | 'failed';
  readonly progress: { readonly stage: string };
  readonly error?: string;
}

/** What people ask for while a model is trained, by its name in the table. */
interface Question {
  readonly name: string;
  readonly paths: readonly string[];
}

type Asked = Answered<Question>;

interface Period {
  readonly family: string;
  /** Whether the history was being read from the store, or learnt from. */
  readonly reading: boolean;
  readonly from: number;
  readonly until: number;
}

const families = ['supplier-lot-deviation', 'expiry'];
const readingStage = 'reading the history';
const allowedMs = 50;

function questions(store: PlantStore): Promise<Question[]> {
  return onWorkbench(async (bench) => {
    const engine = await openPlant(bench, store);
    const classes = await sizedRoots(engine, await InMemory.load(engine));
    const roots = classes.find(({ name }) => name === 'middle')?.roots ?? [];
    const ids = roots.map(({ lotId }) => encodeURIComponent(lotId));
    return [
      { name: 'recall scope', paths: ids.map((id) => `/api/v1/lots/${id}/scope`) },
      { name: 'lot passport', paths: ids.map((id) => `/api/v1/lots/${id}`) },
      { name: 'search', paths: roots.map(({ lotId }) => `/api/v1/search?q=${encodeURIComponent(lotId.slice(0, -2))}`) },
      { name: 'received lots by risk', paths: ['/api/v1/risk/supplier-lots?limit=50'] },
      { name: 'KPIs', paths: ['/api/v1/kpis'] },
    ];
  });
}

async function ask(server: ProductServer, { name, paths }: Question, turn: number): Promise<number> {
  const begin = performance.now();
  const { status, body } = await server.get(paths[turn % paths.length]!);
  if (status !== 200) throw new Error(`${name} answered ${status}: ${body.toString().slice(0, 300)}`);
  return performance.now() - begin;
}

/** Trains a family and answers how long it read and how long it learnt; throws when the training fails. */
async function train(server: ProductServer, family: string): Promise<Period[]> {
  const { jobId } = await server.postJson<{ jobId: string }>('/api/v1/jobs', {
    name: 'train-model',
    payload: { family },
  });
  const changes: { reading: boolean; at: number }[] = [];
  for (;;) {
    const { state, progress, error } = await server.json<JobState>(`/api/v1/jobs/${jobId}`);
    if (state === 'failed') throw new Error(`The training of ${family} failed: ${error}`);
    const at = performance.now();
    const reading = progress.stage === readingStage;
    const last = changes.at(-1);
    if (state === 'done') {
      return changes.map((change, nth) => ({
        family,
        reading: change.reading,
        from: change.at,
        until: changes[nth + 1]?.at ?? at,
      }));
    }
    // Before it reads, it waits for its turn.
    const begun = reading || changes.length > 0;
    if (state === 'running' && begun && last?.reading !== reading) changes.push({ reading, at });
    await sleep(50);
  }
}

const within = (periods: readonly Period[], asked: readonly Asked[]) =>
  asked.filter(({ begin, ms }) => periods.some(({ from, until }) => begin < until && begin + ms > from));

async function measureDuring(server: ProductServer, kinds: readonly Question[]): Promise<Findings> {
  const asks = (kind: Question, turn: number) => ask(server, kind, turn);
  for (const kind of kinds) for (const nth of kind.paths.keys()) await asks(kind, nth);
  const idleUntil = performance.now() + 10_000;
  const idle = await askSteadily(kinds, asks, () => performance.now() > idleUntil);
  const before = residentBytes(server.pid)?.now ?? Number.NaN;
  let ended = false;
  const trainAll = async () => {
    const periods: Period[] = [];
    for (const family of families) periods.push(...(await train(server, family)));
    return periods;
  };
  const training = trainAll().finally(() => (ended = true));
  const [busy, periods] = await Promise.all([askSteadily(kinds, asks, () => ended), training]);
  const after = residentBytes(server.pid)?.peak ?? Number.NaN;
  const reading = within(
    periods.filter((each) => each.reading),
    busy,
  );
  const learning = within(
    periods.filter((each) => !each.reading),
    busy,
  );
  const cell = (asked: readonly Asked[], kind: Question) => {
    const latencies = latenciesOf(asked, kind);
    return latencies.length === 0 ? '–' : medianAndP95(summarise(latencies));
  };
  const rows = kinds.map((kind) => [
    kind.name,
    cell(idle, kind),
    cell(learning, kind),
    cell(reading, kind),
    count(latenciesOf(busy, kind).length),
  ]);
  const spans = periods.map(({ family, reading: reads, from, until }) => [
    family,
    reads ? 'reading the history' : 'learning and judging',
    seconds(until - from),
  ]);
  const markdown = [
    table(['', 'idle: median (p95) ms', 'learning: median (p95) ms', 'reading: median (p95) ms', 'requests'], rows),
    table(['family', 'stage', 'seconds'], spans),
    `Resident memory of the server: ${mebibytes(before)} MiB before, at most ${mebibytes(after)} MiB since its start.`,
  ].join('\n\n');
  const p95 = (asked: readonly Asked[]) => summarise(asked.map(({ ms }) => ms)).p95;
  const rise = p95(busy) - p95(idle);
  const target = `p95 of all these while both families are trained rises by less than ${allowedMs} ms`;
  return { markdown, checks: [{ target, figure: `${milliseconds(rise)} ms`, met: rise < allowedMs }] };
}

/** Whether people can work while models are trained. */
export const whileTraining: Section = {
  name: 'while-training',
  title: 'Requests while models are trained',
  intro:
    'The built server holds the imported plant; both families of models are trained one after the other, as a person starts them, while ' +
    'five kinds of questions are asked one after the other with 50 ms between. A training first reads its features from the store, then ' +
    'learns in a thread of its own; what scores afterwards is not in here.',
  needs: 'plant',
  async measure({ bench, store }) {
    const plant = needsPlant(store);
    const kinds = await questions(plant);
    return measureDuring(await ProductServer.start(bench, await dataFolderCopy(bench, plant)), kinds);
  },
};
