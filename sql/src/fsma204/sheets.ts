import type { Statements } from '../engine/engine.ts';
import { PER_STATEMENT } from '../query/ask-in-parts.ts';
import { cooling, firstReceiving, harvesting, initialPacking } from './earlier-sheets.ts';
import type { CellValue, Element } from './element.ts';
import {
  type EarlierEvent,
  findEarlierEvents,
  findReceiving,
  findShipping,
  findTransformation,
} from './event-queries.ts';
import { type EventPart, type EventQuestion, parametersOf } from './event-question.ts';
import { receiving, shipping, transformation } from './later-sheets.ts';
import type { Locations } from './locations.ts';

type Parameters = ReturnType<typeof parametersOf>;
type Reader = Pick<Statements, 'query' | 'stream'>;

/** One row of a sheet: its cells in the order of the columns, and which of them (by place) are missing. */
export interface SheetRow {
  readonly eventId: string;
  readonly cells: readonly CellValue[];
  readonly missing: readonly number[];
}

/** Rows that a sheet does not have, and why. */
export interface LeftOut {
  /** Of sites that the reader may not see. */
  readonly withheld: number;
  /** Of lots whose item nobody has said to be on the Food Traceability List or not (D24). */
  readonly unlisted: number;
  /** Without a date, so that no period has them. */
  readonly undated: number;
}

/** The records of one critical tracking event. */
export interface Sheet {
  /** In addresses. */
  readonly event: SheetEvent;
  /** Tab of the workbook, and what the first column says. */
  readonly name: string;
  readonly section: string;
  readonly columns: readonly Omit<Element<never>, 'value' | 'needed'>[];
  readonly rows: (store: Reader, question: EventQuestion, locations: Locations) => AsyncIterable<SheetRow[]>;
  readonly leftOut: (store: Reader, question: EventQuestion) => Promise<LeftOut>;
}

export const sheetEvents = [
  'harvesting',
  'cooling',
  'initial-packing',
  'first-land-based-receiving',
  'shipping',
  'receiving',
  'transformation',
] as const;
export type SheetEvent = (typeof sheetEvents)[number];

interface Find<Row> {
  readonly aggregate: (store: Reader, parameters: Parameters, aggregates: string) => Promise<LeftOut>;
  readonly stream: (store: Reader, parameters: Parameters) => AsyncIterable<Row[]>;
}

interface Heading {
  readonly event: SheetEvent;
  readonly name: string;
  readonly section: string;
}

function sheet<Row extends { readonly eventId: string; readonly hidden: boolean }>(
  heading: Heading,
  find: Find<Row>,
  elements: readonly Element<Row>[],
): Sheet {
  const event: Element<Row> = { header: 'Event', section: null, kind: 'text', width: 18, value: () => heading.name };
  const columns = [event, ...elements];
  const asRow = (row: Row, locations: Locations): SheetRow => {
    const cells = columns.map(({ value }) => value(row, locations));
    const missing = columns.flatMap(({ needed }, at) => (cells[at] === null && needed?.(row, locations) ? [at] : []));
    return { eventId: row.eventId, cells, missing };
  };
  return {
    ...heading,
    columns: columns.map(({ value: _value, needed: _needed, ...column }) => column),
    async *rows(store, question, locations) {
      for (const lots of partsOf(question))
        for await (const batch of find.stream(store, parametersOf(question, { lots, everything: false })))
          yield batch.filter(({ hidden }) => !hidden).map((row) => asRow(row, locations));
    },
    leftOut: (store, question) => countLeftOut(find, store, question),
  };
}

const leftOutOf = ({ of }: EventQuestion): string => {
  const undated = of.kind === 'period' ? 'at IS NULL' : 'false';
  return `countIf(ifNull(listed, false) AND hidden AND NOT (${undated})) AS withheld,
    countIf(listed IS NULL AND NOT hidden AND NOT (${undated})) AS unlisted,
    countIf(ifNull(listed, false) AND NOT hidden AND (${undated})) AS undated`;
};

async function countLeftOut<Row>({ aggregate }: Find<Row>, store: Reader, question: EventQuestion): Promise<LeftOut> {
  const total = { withheld: 0, unlisted: 0, undated: 0 };
  for (const lots of partsOf(question)) {
    const part = await aggregate(store, parametersOf(question, { lots, everything: true }), leftOutOf(question));
    for (const name of ['withheld', 'unlisted', 'undated'] as const) total[name] += part[name];
  }
  return total;
}

/** Lots in parts for one statement each, in their order; a period is one part. */
function* partsOf({ of }: EventQuestion): Generator<EventPart['lots']> {
  if (of.kind === 'period') {
    yield 'all';
    return;
  }
  const { lots } = of;
  const length = 'nodes' in lots ? lots.nodes.length : lots.ids.length;
  for (let start = 0; start < length; start += PER_STATEMENT) {
    const end = start + PER_STATEMENT;
    yield 'nodes' in lots ? { nodes: [...lots.nodes.subarray(start, end)] } : { ids: lots.ids.slice(start, end) };
  }
}

const earlier = (kind: EarlierEvent['kind']): Find<EarlierEvent> => ({
  aggregate: (store, parameters, aggregates) => findEarlierEvents.aggregate(store, { ...parameters, kind }, aggregates),
  stream: (store, parameters) => findEarlierEvents.stream(store, { ...parameters, kind }),
});

/** One sheet per critical tracking event, in the order in which food goes through them. */
export const sheets: readonly Sheet[] = [
  sheet({ event: 'harvesting', name: 'Harvesting', section: '1.1325(a)' }, earlier('harvesting'), harvesting),
  sheet({ event: 'cooling', name: 'Cooling', section: '1.1325(b)' }, earlier('cooling'), cooling),
  sheet(
    { event: 'initial-packing', name: 'Initial packing', section: '1.1330' },
    earlier('initial_packing'),
    initialPacking,
  ),
  sheet(
    { event: 'first-land-based-receiving', name: 'First land-based receiving', section: '1.1335' },
    earlier('first_land_based_receiving'),
    firstReceiving,
  ),
  sheet({ event: 'shipping', name: 'Shipping', section: '1.1340' }, findShipping, shipping),
  sheet({ event: 'receiving', name: 'Receiving', section: '1.1345' }, findReceiving, receiving),
  sheet({ event: 'transformation', name: 'Transformation', section: '1.1350' }, findTransformation, transformation),
];

export const sheetOf = (event: SheetEvent): Sheet => sheets.find((one) => one.event === event)!;
