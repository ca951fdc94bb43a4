import { count, table } from '../figures.ts';
import { answerColumns, askAll, ofLot, type Question, type Request } from '../http-questions.ts';
import { InMemory } from '../in-memory.ts';
import { openPlant } from '../opened-plant.ts';
import { dataFolderCopy } from '../plant-store.ts';
import { ProductServer } from '../product-server.ts';
import { leafLots, type SizeClass, sizedRoots, typicalSize } from '../roots.ts';
import { needsPlant, type PlantStore, type Section } from '../section.ts';
import { Unasked } from '../unasked.ts';
import { onWorkbench } from '../workbench.ts';

interface Chosen {
  readonly classes: readonly SizeClass[];
  readonly leaves: readonly string[];
}

const promised: Partial<Record<SizeClass['name'], number>> = { middle: 5, large: 25 };

/** Chooses what to ask for, in this process, before the server takes the data folder. */
function choose(store: PlantStore): Promise<Chosen> {
  return onWorkbench(async (bench) => {
    const engine = await openPlant(bench, store);
    return { classes: await sizedRoots(engine, await InMemory.load(engine)), leaves: await leafLots(engine) };
  });
}

function reachQuestions({ classes, leaves }: Chosen, asked: number): Question[] {
  const unasked = new Unasked(leaves);
  return classes.flatMap((size): Question[] => {
    const ids = size.roots.map(({ lotId }) => lotId);
    const of = `~${count(typicalSize(size))} lots`;
    const post = (path: string, rest: object) =>
      ids.map(
        (id): Request =>
          (server) =>
            server.post(path, { roots: [id, unasked.next()], ...rest }),
      );
    return [
      {
        name: `scope, ${of}`,
        requests: post('/api/v1/scope', {}),
        target: asked >= 10_000_000 ? promised[size.name] : undefined,
      },
      { name: `scope asked again, ${of}`, requests: ids.map((id) => ofLot(id, '/scope')) },
      {
        name: `trace forward, ${of}, first 1,000 in full`,
        requests: post('/api/v1/trace', { direction: 'forward', limit: 1000 }),
      },
      {
        name: `trace forward, ${of}, all ids`,
        requests: post('/api/v1/trace', { direction: 'forward', limit: 100_000, select: 'ids' }),
      },
    ];
  });
}

/** Latencies of traces and scopes as a dashboard or a script sees them. */
export const http: Section = {
  name: 'http',
  title: 'Traces and scopes over HTTP',
  intro:
    'The built server in a process of its own on the imported plant; requests one after the other over one kept-alive connection, ' +
    'measured from the first byte sent to the last byte received. Roots are the lots whose forward reach is nearest to 14, 1,000 ' +
    'and 100,000 lots. A scope or trace is asked for the first time (together with a lot that leads nowhere, another one each ' +
    'time), unless it says *again*: answers are kept.',
  needs: 'plant',
  async measure({ bench, store, links, repeats }) {
    const plant = needsPlant(store);
    const chosen = await choose(plant);
    const server = await ProductServer.start(bench, await dataFolderCopy(bench, plant));
    const { rows, checks } = await askAll(server, reachQuestions(chosen, links), repeats);
    return { markdown: `**${count(links)} links asked for**\n\n${table(answerColumns, rows)}`, checks };
  },
};
