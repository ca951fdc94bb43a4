import { type EpcisEvent, type Field, placeOfEvent, type ReadEvent, valuesIn } from '@lotscope/epcis';
import { canonical } from './canonical.ts';
import { extensionColumns } from './extension-columns.ts';
import { identifiersIn } from './named-things.ts';
import { sensorColumns } from './sensor-columns.ts';

/** Who and when took an event in, and which of a capture it was. */
export interface Reception {
  readonly eventKey: string;
  readonly captureId: string;
  readonly position: number;
  readonly recordTime: string;
}

const instant = (time: string): number => Date.parse(time);

/** `''` where the event does not say. */
const textIn = (read: ReadEvent, field: Field): string => String(valuesIn(read, { field })[0] ?? '');
const identifierIn = (read: ReadEvent, field: Field): string => identifiersIn(read, field)[0] ?? '';

const quantityLists = {
  '': ['quantityList', 'childQuantityList'],
  input: ['inputQuantityList'],
  output: ['outputQuantityList'],
} as const;

function quantityColumns(event: EpcisEvent): object {
  const lists: Partial<Record<string, readonly { epcClass: string; quantity?: number; uom?: string }[]>> = {
    ...('quantityList' in event ? { quantityList: event.quantityList } : {}),
    ...('childQuantityList' in event ? { childQuantityList: event.childQuantityList } : {}),
    ...('inputQuantityList' in event ? { inputQuantityList: event.inputQuantityList } : {}),
    ...('outputQuantityList' in event ? { outputQuantityList: event.outputQuantityList } : {}),
  };
  const all = Object.entries(quantityLists).flatMap(([role, names]) =>
    names.flatMap((name) => (lists[name] ?? []).map((quantity) => ({ role, ...quantity }))),
  );
  return {
    'quantities.role': all.map(({ role }) => role),
    'quantities.epc_class': all.map(({ epcClass }) => canonical(epcClass)),
    'quantities.quantity': all.map(({ quantity }) => quantity ?? null),
    'quantities.unit': all.map(({ uom }) => uom ?? ''),
  };
}

function partnerColumns({ bizTransactionList, sourceList, destinationList }: EpcisEvent): object {
  return {
    'biz_transactions.type': bizTransactionList.map(({ type }) => type ?? ''),
    'biz_transactions.id': bizTransactionList.map(({ bizTransaction }) => canonical(bizTransaction)),
    'sources.type': sourceList.map(({ type }) => type),
    'sources.id': sourceList.map(({ source }) => canonical(source)),
    'destinations.type': destinationList.map(({ type }) => type),
    'destinations.id': destinationList.map(({ destination }) => canonical(destination)),
  };
}

function thingColumns(read: ReadEvent): object {
  return {
    transformation_id: identifierIn(read, 'transformationID'),
    epcs: identifiersIn(read, 'epc'),
    parent_id: identifierIn(read, 'parentID'),
    input_epcs: identifiersIn(read, 'inputEPC'),
    output_epcs: identifiersIn(read, 'outputEPC'),
    ...quantityColumns(read.event),
  };
}

function stateColumns(read: ReadEvent): object {
  const { errorDeclaration } = read.event;
  return {
    action: textIn(read, 'action'),
    biz_step: textIn(read, 'bizStep'),
    disposition: textIn(read, 'disposition'),
    persistent_set: valuesIn(read, { field: 'persistentDisposition.set' }),
    persistent_unset: valuesIn(read, { field: 'persistentDisposition.unset' }),
    error_time: errorDeclaration ? instant(errorDeclaration.declarationTime) : null,
    error_reason: errorDeclaration?.reason ?? '',
    corrective_event_ids: identifiersIn(read, 'errorDeclaration.correctiveEventID'),
  };
}

/** Most events say little of what they could: what a column has by default is not sent. */
function told(columns: object): object {
  const isSaid = (value: unknown) =>
    value !== '' && value !== null && value !== 0 && !(Array.isArray(value) && value.length === 0);
  return Object.fromEntries(Object.entries(columns).filter(([, value]) => isSaid(value)));
}

/** One event as a row of `epcis_events`. */
export function eventRow(read: ReadEvent, reception: Reception): object {
  const { event, original, context } = read;
  return told({
    event_key: reception.eventKey,
    event_id: canonical(event.eventID),
    capture_id: reception.captureId,
    position: reception.position,
    record_time: instant(reception.recordTime),
    event_type: textIn(read, 'eventType'),
    event_time: instant(event.eventTime),
    read_point: identifierIn(read, 'readPoint'),
    biz_location: identifierIn(read, 'bizLocation'),
    site_id: placeOfEvent(event)?.siteId ?? '',
    ...stateColumns(read),
    ...thingColumns(read),
    ...partnerColumns(event),
    ...sensorColumns(event),
    ...extensionColumns(read),
    original,
    context: JSON.stringify(context.sent),
    checked: JSON.stringify({ ...event, recordTime: reception.recordTime }),
  });
}
