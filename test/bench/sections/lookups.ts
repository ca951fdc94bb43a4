import { join } from 'node:path';
import { migrate, openEngine, refreshDisposition, refreshInsights, type Engine } from '@lotscope/sql';
import { count, table } from '../figures.ts';
import { answerColumns, askAll, get, ofLot, type Question } from '../http-questions.ts';
import { importFile } from '../import-file.ts';
import { writeLots } from '../lots-file.ts';
import { dataFolderCopy } from '../plant-store.ts';
import { ProductServer } from '../product-server.ts';
import { needsPlant, type Section } from '../section.ts';
import { onWorkbench } from '../workbench.ts';

/** The size that the product makes its promise for. */
const promisedLots = 5_000_000;
const searchTarget = 100;

interface Chosen {
  readonly lots: readonly string[];
  readonly supplierLots: readonly string[];
  /** Lots in the store, once it is topped up. */
  readonly count: number;
}

/** Lots of the plant itself to ask for, whatever is added after that. */
async function choose(engine: Engine): Promise<Omit<Chosen, 'count'>> {
  const ids = (column: string) =>
    engine.query<{ id: string }>(
      `SELECT ${column} AS id FROM lots WHERE ${column} != '' ORDER BY cityHash64(${column}) LIMIT 30`,
    );
  const [lots, supplierLots] = [await ids('lot_id'), await ids('supplier_lot')];
  return { lots: lots.map(({ id }) => id), supplierLots: supplierLots.map(({ id }) => id) };
}

async function lotsIn(engine: Engine): Promise<number> {
  const [found] = await engine.query<{ count: number }>(`SELECT count() AS count FROM nodes WHERE kind = 'lot'`);
  return found?.count ?? 0;
}

/** Loads lots that nothing is linked to, through the ordinary import, until there are as many as wanted. */
async function topUp(engine: Engine, wanted: number, folder: string): Promise<void> {
  const missing = wanted - (await lotsIn(engine));
  if (missing <= 0) return;
  const items = await engine.query<{ id: string }>('SELECT item_id AS id FROM items ORDER BY id');
  const path = join(folder, 'lots.csv');
  writeLots(
    path,
    missing,
    items.map(({ id }) => id),
  );
  const { importId, result } = await importFile(engine, path, 'lots', folder);
  if (result.accepted !== missing) throw new Error(`The import accepted ${result.accepted} of ${missing} lots`);
  await refreshDisposition(engine, importId);
  await refreshInsights(engine, importId);
}

function prepare(dataFolder: string, wanted: number): Promise<Chosen> {
  return onWorkbench(async (bench) => {
    const engine = await openEngine({ path: join(dataFolder, 'analytics') });
    bench.defer(() => engine.close());
    // A plant that was kept may be older than the newest tables.
    await migrate(engine);
    const chosen = await choose(engine);
    await topUp(engine, wanted, bench.folder('lots'));
    return { ...chosen, count: await lotsIn(engine) };
  });
}

function questions({ lots, supplierLots, count: known }: Chosen): Question[] {
  const target = known >= promisedLots ? searchTarget : undefined;
  const search = (text: string) => get(`/api/v1/search?q=${encodeURIComponent(text)}`);
  return [
    { name: 'search: a whole lot id', requests: lots.map((id) => search(id)), target },
    { name: 'search: the start of a lot id', requests: lots.map((id) => search(id.slice(0, -2))), target },
    { name: 'search: the middle of a lot id', requests: lots.map((id) => search(id.slice(2, -1))), target },
    { name: 'search: a supplier lot', requests: supplierLots.map((id) => search(id)), target },
    { name: 'search: two letters', requests: [search('fg'), search('rm')], target },
    { name: 'search: nothing to find', requests: [search('no such lot')], target },
    { name: 'lot passport', requests: lots.map((id) => ofLot(id)) },
    { name: 'KPIs', requests: [get('/api/v1/kpis')] },
  ];
}

/** How fast one thing is found among millions. */
export const lookups: Section = {
  name: 'lookups',
  title: 'Search and lot passports over HTTP',
  intro:
    'The built server on a copy of the imported plant; asked as above. From 10,000,000 links on the copy is topped up to 5,000,000 ' +
    'lots first: records with item, supplier and supplier lot from a `lots` file, through the ordinary import. Thirty lots of the plant ' +
    'itself are asked for in turn, chosen by a hash of their ids, and as many supplier lots.',
  needs: 'plant',
  async measure({ bench, store, links, repeats }) {
    const dataFolder = await dataFolderCopy(bench, needsPlant(store));
    const chosen = await prepare(dataFolder, links >= 10_000_000 ? promisedLots : 0);
    const server = await ProductServer.start(bench, dataFolder);
    const { rows, checks } = await askAll(server, questions(chosen), repeats);
    return { markdown: `**${count(chosen.count)} lots**\n\n${table(answerColumns, rows)}`, checks };
  },
};
