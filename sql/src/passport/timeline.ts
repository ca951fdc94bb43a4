import { z } from 'zod';
import type { DatasetName } from '../datasets/index.ts';
import type { Statements } from '../engine/engine.ts';
import { sqlFile } from '../engine/index.ts';
import { flag, siteParameters, text } from '../query/columns.ts';
import { defineQuery, type PagedQuery } from '../query/define-query.ts';
import { findRecordedDatasets } from './identity-queries.ts';

/** The files of events, each with the datasets without which there are none. */
const events = {
  lots: ['lots'],
  lot_status: ['lot_status'],
  qc_results: ['qc_results'],
  nonconformances: ['nonconformances'],
  complaints: ['complaints'],
  approvals: ['approvals', 'operation_outputs'],
  operations: ['operation_inputs', 'operation_outputs'],
  lot_links: ['lot_links'],
  movements: ['movements'],
  shipments: ['shipments'],
  handling_units: ['handling_units'],
} as const satisfies Readonly<Record<string, readonly DatasetName[]>>;
type Events = keyof typeof events;

function ofEach<Value>(value: (name: Events) => Value): Record<Events, Value> {
  const names = Object.keys(events) as Events[];
  return Object.fromEntries(names.map((name) => [name, value(name)])) as Record<Events, Value>;
}

const ofLot = { lotId: z.string(), limit: z.number(), offset: z.number(), ...siteParameters };

const findEvents = defineQuery({
  module: import.meta.url,
  file: './lot-timeline.sql',
  parameters: z.object({ ...ofLot, ...ofEach(() => z.boolean()) }),
  row: z.object({
    at: z.string(),
    kind: z.string(),
    text: z.string(),
    id: text,
    hidden: flag,
    allRows: z.number(),
    allHidden: z.number(),
  }),
  times: ['at'],
  choices: ofEach((name) => ({
    true: `UNION ALL\n${sqlFile(import.meta.url, `./timeline-events/${name}.sql`)}`,
    false: '',
  })),
});

type Asked = z.infer<z.ZodObject<typeof ofLot>>;
type Reader = Pick<Statements, 'query'>;

/** Which events the lot can have. */
async function withEvents(statements: Reader, asked: Asked): Promise<Parameters<typeof findEvents>[1]> {
  const found = await findRecordedDatasets(statements, { lotId: asked.lotId });
  const recorded = new Set<DatasetName>(found.map(({ dataset }) => dataset));
  return { ...asked, ...ofEach((name) => events[name].some((dataset) => recorded.has(dataset))) };
}

type Event = Awaited<ReturnType<typeof findEvents>>[number];

/** Everything with a time that happened to a lot. */
export const findLotTimeline: PagedQuery<Asked, Event> = Object.assign(
  async (statements: Reader, asked: Asked) => findEvents(statements, await withEvents(statements, asked)),
  {
    count: async (statements: Reader, asked: Asked) =>
      findEvents.count(statements, await withEvents(statements, asked)),
  },
);
