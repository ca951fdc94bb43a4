/** Holds one lineage away from the page: reads its trace, groups, lays out, sorts. The page only gets what it draws. */
import { Trace } from '@lotscope/api/contract';
import { asProblem } from '#lib/api/problem.ts';
import { request } from '#lib/api/request.ts';
import { toCsv } from '#lib/table/csv.ts';
import type { GenealogyCall, GenealogyCalls, GenealogyReply, GenealogyRequest } from './genealogy-messages.ts';
import { groupSiblings } from './group-siblings.ts';
import { layOut } from './lay-out.ts';
import { Lineage } from './lineage.ts';
import { readRows, selectRows } from './lineage-rows.ts';
import { isolate } from './reach.ts';
import { timelineOf } from './timeline.ts';

type Handlers = {
  [Call in GenealogyCall]: (
    ask: GenealogyCalls[Call]['ask'],
  ) => Promise<GenealogyCalls[Call]['answer']> | GenealogyCalls[Call]['answer'];
};

const pageSize = 5_000;
let lineage = new Lineage();

/** What the page shows now. */
interface Drawn {
  members: ReadonlyMap<string, readonly number[]>;
  isolated: { readonly key: string; readonly only: ReadonlySet<number> } | undefined;
}
/** Number of the newest load: an older one that is still reading gives up. */
let loads = 0;
let drawn: Drawn = { members: new Map(), isolated: undefined };

const reply = (message: GenealogyReply): void => self.postMessage(message);

const handlers: Handlers = {
  async load({ roots, direction, upTo }) {
    const turn = (loads += 1);
    const next = new Lineage();
    let cursor: string | null = null;
    let lots = 0;
    let page: Trace;
    do {
      const body = { roots, direction, limit: pageSize, ...(cursor === null ? {} : { cursor }) };
      page = await request(Trace, '/api/v1/trace', { method: 'POST', body });
      if (turn !== loads) throw new Error('Another lineage was asked for.');
      next.add(page);
      lots += page.lots.length;
      cursor = page.nextCursor;
      reply({ progress: { lots, total: page.totals.lots } });
    } while (cursor !== null && lots < upTo);
    lineage = next;
    drawn = { members: new Map(), isolated: undefined };
    const { totals, withheld, dataAsOf, computedInMs } = page;
    return { totals, lots, complete: cursor === null, withheld, dataAsOf, computedInMs };
  },
  graph({ opened, isolated }) {
    if (isolated !== (drawn.isolated?.key ?? null)) {
      // The key names a node or a group of the drawing that the reader has before them.
      const nodes = isolated === null ? undefined : drawn.members.get(isolated);
      drawn.isolated = isolated === null || !nodes ? undefined : { key: isolated, only: isolate(lineage, nodes) };
    }
    const { members, ...graph } = groupSiblings(lineage, { opened: new Map(opened), only: drawn.isolated?.only });
    drawn.members = members;
    return layOut(graph);
  },
  rows({ offset, limit, ...question }) {
    const found = selectRows(lineage, question);
    return { rows: readRows(lineage, found.slice(offset, offset + limit)), total: found.length };
  },
  csv(question) {
    const header = [
      'id',
      'type',
      'itemId',
      'itemName',
      'kind',
      'direction',
      'steps',
      'share',
      'certainty',
      'siteId',
      'from',
      'until',
      'recorded',
      'linksIn',
      'linksOut',
    ];
    const iso = (time: number | null) => (time === null ? null : new Date(time).toISOString());
    return toCsv(
      header,
      selectRows(lineage, question).map((number) => {
        const node = lineage.nodes[number]!;
        const { id, type, itemId, itemName, kind, direction, depth, share, certainty, siteId, known } = node;
        return [
          id,
          type,
          itemId,
          itemName,
          kind,
          direction,
          depth,
          share,
          certainty,
          siteId,
          iso(node.from),
          iso(node.until),
          known,
          lineage.into[number]!.length,
          lineage.outOf[number]!.length,
        ];
      }),
    );
  },
  timeline: () => timelineOf(lineage),
};

self.onmessage = async ({ data }: MessageEvent<GenealogyRequest>) => {
  const { id, call, ask } = data;
  try {
    const answer = await (handlers[call] as (ask: unknown) => unknown)(ask);
    reply({ id, answer });
  } catch (error) {
    const { status, code, message: detail, correlationId } = asProblem(error);
    reply({ id, problem: { status, code, detail, correlationId } });
  }
};
