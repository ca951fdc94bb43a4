import type {
  AggregationEvent,
  AssociationEvent,
  EpcisEvent,
  ObjectEvent,
  TransactionEvent,
  TransformationEvent,
} from '../../event/event.ts';
import type { Fact, FactDataset, Row } from '../fact.ts';

let count = 0;

function core(eventTime: string) {
  count += 1;
  return {
    eventID: `urn:uuid:${String(count).padStart(6, '0')}`,
    eventTime,
    eventTimeZoneOffset: '+00:00',
    certificationInfo: [],
    bizTransactionList: [],
    sourceList: [],
    destinationList: [],
    sensorElementList: [],
    extensions: {},
  };
}

/** Midnight of a day of January 2026, as events are read. */
export const day = (number: number): string => `2026-01-${String(number).padStart(2, '0')}T00:00:00.000Z`;

export const objectEvent = (eventTime: string, said: Partial<ObjectEvent>): ObjectEvent => ({
  ...core(eventTime),
  type: 'ObjectEvent',
  action: 'OBSERVE',
  epcList: [],
  quantityList: [],
  ilmd: {},
  ...said,
});

export const transformation = (eventTime: string, said: Partial<TransformationEvent>): TransformationEvent => ({
  ...core(eventTime),
  type: 'TransformationEvent',
  inputEPCList: [],
  inputQuantityList: [],
  outputEPCList: [],
  outputQuantityList: [],
  ilmd: {},
  ...said,
});

export const aggregation = (eventTime: string, said: Partial<AggregationEvent>): AggregationEvent => ({
  ...core(eventTime),
  type: 'AggregationEvent',
  action: 'ADD',
  childEPCs: [],
  childQuantityList: [],
  ...said,
});

export const association = (
  eventTime: string,
  said: Partial<AssociationEvent> & Pick<AssociationEvent, 'parentID'>,
): AssociationEvent => ({
  ...core(eventTime),
  type: 'AssociationEvent',
  action: 'ADD',
  childEPCs: [],
  childQuantityList: [],
  ...said,
});

export const transaction = (eventTime: string, said: Partial<TransactionEvent>): TransactionEvent => ({
  ...core(eventTime),
  type: 'TransactionEvent',
  action: 'ADD',
  epcList: [],
  quantityList: [],
  ...said,
});

/** The same event again, declared to be wrong. */
export const declaredWrong = <Event extends EpcisEvent>(event: Event): Event => ({
  ...event,
  errorDeclaration: { declarationTime: day(31), correctiveEventIDs: [], extensions: {} },
});

/** The rows of one dataset. */
export const rowsOf = (facts: readonly Fact[], dataset: FactDataset): Row[] =>
  facts.filter((fact) => fact.dataset === dataset).map(({ row }) => row);
