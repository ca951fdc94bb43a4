import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { count, mebibytes, medianAndP95, milliseconds, seconds, table } from '../figures.ts';
import { type LotLinksFile, writeLotLinks } from '../lot-links-file.ts';
import { residentBytes } from '../machine.ts';
import { InMemory } from '../in-memory.ts';
import { openPlant } from '../opened-plant.ts';
import { dataFolderCopy } from '../plant-store.ts';
import { ProductServer } from '../product-server.ts';
import { type SizeClass, sizedRoots, typicalSize } from '../roots.ts';
import { type Findings, needsPlant, type PlantStore, type Section } from '../section.ts';
import { askSteadily, latenciesOf } from '../steady-questions.ts';
import { summarise } from '../timing.ts';
import { onWorkbench } from '../workbench.ts';

/** What `GET /api/v1/imports/:id` says that is needed here. */
interface ImportState {
  readonly state: 'queued' | 'running' | 'done' | 'failed';
  readonly rows: { readonly accepted: number } | null;
  readonly error?: string | null;
}

function choose(store: PlantStore): Promise<SizeClass[]> {
  return onWorkbench(async (bench) => {
    const engine = await openPlant(bench, store);
    const classes = await sizedRoots(engine, await InMemory.load(engine));
    return classes.filter(({ name }) => name !== 'small');
  });
}

/** Milliseconds until the scope of one of the roots is answered. */
async function askScope(server: ProductServer, { roots }: SizeClass, turn: number): Promise<number> {
  const root = roots[turn % roots.length];
  const begin = performance.now();
  const { status, body } = await server.get(`/api/v1/lots/${encodeURIComponent(root?.lotId ?? '')}/scope`);
  if (status !== 200) throw new Error(`A scope answered ${status}: ${body.toString().slice(0, 300)}`);
  return performance.now() - begin;
}

/** Uploads the file and waits until its import is done; answers the milliseconds and the highest memory of the server. */
async function importOverHttp(server: ProductServer, file: LotLinksFile): Promise<{ ms: number; peak: number }> {
  const begin = performance.now();
  const path = '/api/v1/imports?dataset=lot_links&format=csv&name=links.csv';
  const { importId } = await server.upload<{ importId: string }>(path, createReadStream(file.path));
  let peak = 0;
  for (;;) {
    const { state, rows, error } = await server.json<ImportState>(`/api/v1/imports/${importId}`);
    peak = Math.max(peak, residentBytes(server.pid)?.now ?? Number.NaN);
    if (state === 'failed') throw new Error(`The import failed: ${error}`);
    if (state === 'done') {
      if (rows?.accepted !== file.rows) throw new Error(`The import accepted ${rows?.accepted} of ${file.rows} rows`);
      return { ms: performance.now() - begin, peak };
    }
    await sleep(100);
  }
}

async function measureDuring(
  server: ProductServer,
  classes: readonly SizeClass[],
  file: LotLinksFile,
): Promise<Findings> {
  const ask = (size: SizeClass, turn: number) => askScope(server, size, turn);
  const first = await ask(classes[0]!, 0);
  const idleUntil = performance.now() + 5000;
  const idle = await askSteadily(classes, ask, () => performance.now() > idleUntil);
  const before = residentBytes(server.pid)?.now ?? Number.NaN;
  let ended = false;
  const importing = importOverHttp(server, file).finally(() => (ended = true));
  const [busy, loaded] = await Promise.all([askSteadily(classes, ask, () => ended), importing]);
  const rows = classes.map((size) => {
    const during = latenciesOf(busy, size);
    return [
      `scope, ~${count(typicalSize(size))} lots`,
      medianAndP95(summarise(latenciesOf(idle, size))),
      medianAndP95(summarise(during)),
      milliseconds(Math.max(...during)),
      count(during.length),
    ];
  });
  const all = summarise(busy.map(({ ms }) => ms));
  const rate = file.rows / (loaded.ms / 1000);
  const markdown = [
    `The first scope, asked when the server had just become ready, took ${seconds(first)} s: what scopes need beside the genealogy was still being read.`,
    table(['', 'idle: median (p95) ms', 'while importing: median (p95) ms', 'longest ms', 'requests'], rows),
    `The import of ${count(file.rows)} rows over HTTP, with the disposition, search and gaps derived and the index refreshed, took ` +
      `${seconds(loaded.ms)} s (${count(rate)} rows/s); the server grew from ${mebibytes(before)} to at most ${mebibytes(loaded.peak)} MiB.`,
  ].join('\n\n');
  const target = `scopes while ${count(file.rows)} rows are imported: p95 ≤ 250 ms`;
  return { markdown, checks: [{ target, figure: `${milliseconds(all.p95)} ms`, met: all.p95 <= 250 }] };
}

/** Whether people can work while a big file comes in. */
export const whileImporting: Section = {
  name: 'while-importing',
  title: 'Scopes while an import runs',
  intro:
    'The built server holds the imported plant; a `lot_links` CSV with as many rows as the plant has links is uploaded over HTTP ' +
    'while scopes are asked for, one after the other with 50 ms between, until the import is done and everything derived from it.',
  needs: 'plant',
  async measure({ bench, store, links }) {
    const plant = needsPlant(store);
    const classes = await choose(plant);
    const file = writeLotLinks(join(bench.folder('file'), 'links.csv'), links, 'W', 3);
    const server = await ProductServer.start(bench, await dataFolderCopy(bench, plant));
    const findings = await measureDuring(server, classes, file);
    return links >= 10_000_000 ? findings : { ...findings, checks: [] };
  },
};
