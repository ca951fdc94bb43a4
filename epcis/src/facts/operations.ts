import type { TransformationEvent } from '../event/event.ts';
import { identify } from '../identifier/identify.ts';
import { compare, type Chronicle, type Goods } from './chronicle.ts';
import { known, type Fact, type FactDataset } from './fact.ts';
import { RowIds } from './row-ids.ts';
import { recordedAt } from './recorded-at.ts';
import { placeOfEvent } from './whereabouts.ts';

/** The kind of operation that a business step tells; any other step is production. */
const kinds: Readonly<Record<string, string>> = {
  repackaging: 'repack',
  packing: 'repack',
  repairing: 'rework',
  'urn:gdst:bizStep:commingling': 'blend',
};

/** The operation that an event belongs to: events of one transformationID tell one together. */
export function operationIdOf(event: TransformationEvent): string {
  const { transformationID } = event;
  return transformationID === undefined || transformationID === ''
    ? event.eventID
    : identify(transformationID).canonical;
}

/** Transformations as operations with inputs and outputs (D7). */
export function operationFacts(chronicle: Chronicle): Fact[] {
  const transformations = chronicle.events.filter((event) => event.type === 'TransformationEvent');
  return [...Map.groupBy(transformations, operationIdOf)].flatMap(([operationId, events]) => [
    operationOf(chronicle, operationId, events),
    ...events.flatMap((event) => [
      ...linesOf(event, operationId, 'operation_inputs', chronicle.inputGoodsOf(event)),
      ...linesOf(event, operationId, 'operation_outputs', chronicle.goodsOf(event)),
    ]),
  ]);
}

function operationOf(chronicle: Chronicle, operationId: string, events: readonly TransformationEvent[]): Fact {
  for (const event of events) {
    chronicle.noteEmptyUnits(event);
    chronicle.noteEmptyUnits(event, chronicle.inputsOf(event));
  }
  const outputs = events.map((event) => chronicle.namedBy(event));
  const items = new Set(events.flatMap((event) => chronicle.goodsOf(event).map(({ lot }) => lot.itemId)));
  const ended = events.filter((_, i) => (outputs[i] ?? []).length > 0).map(({ eventTime }) => eventTime);
  const steps = events.flatMap(({ bizStep }) => kinds[bizStep ?? ''] ?? []);
  const row = known({
    operationId,
    itemId: items.size === 1 ? [...items][0] : undefined,
    siteId: events.map((event) => placeOfEvent(event)?.siteId).find((siteId) => siteId !== undefined),
    kind: steps[0] ?? 'production',
    startedAt: events.map(({ eventTime }) => eventTime).toSorted(compare)[0],
    // While nothing came out it runs.
    endedAt: ended.toSorted(compare).at(-1),
    ...recordedAt(events),
  });
  return { dataset: 'operations', row };
}

function linesOf(
  event: TransformationEvent,
  operationId: string,
  dataset: FactDataset & ('operation_inputs' | 'operation_outputs'),
  goods: readonly Goods[],
): Fact[] {
  const ids = new RowIds(event, dataset === 'operation_inputs' ? 'input' : 'output');
  // Of several events of one transformation all inputs may be in all outputs, whenever each was recorded (EPCIS 2.0, 7.4.6): a line then
  // happened while the operation ran, so that no time excludes it (D8).
  const isAlone = operationId === event.eventID;
  return goods.map(({ lot, amount, unitId }): Fact => {
    const row = known({
      lineId: ids.of(lot.id, ...(unitId === undefined ? [] : [unitId])),
      operationId,
      lotId: lot.id,
      ...amount,
      at: isAlone ? event.eventTime : undefined,
      ...recordedAt([event]),
    });
    return { dataset, row };
  });
}
