import type { EpcisEvent } from '../event/event.ts';
import type { Chronicle } from './chronicle.ts';
import { known, type Fact } from './fact.ts';
import { measurementsOf, type Measurement } from './measurements.ts';
import { operationIdOf } from './operations.ts';
import { recordedAt } from './recorded-at.ts';
import { RowIds } from './row-ids.ts';
import type { LotThing } from './thing.ts';
import { placeOfEvent } from './whereabouts.ts';

/** Steps that look at the goods themselves. */
const isInspection = ({ bizStep }: EpcisEvent): boolean => bizStep === 'inspecting' || bizStep === 'sampling';

const verdicts: Readonly<Record<string, 'pass' | 'fail'>> = {
  conformant: 'pass',
  non_conformant: 'fail',
  damaged: 'fail',
  needs_replacement: 'fail',
};

/**
 * What was found in inspections and measured by sensors. A transformation's values are of its operation; those of inspections, and of what
 * is in the goods, are of the lots; all others are conditions of the place, and where no place is known, of the lots that were there (D6).
 */
export function qualityFacts(chronicle: Chronicle): Fact[] {
  return chronicle.events.flatMap((event) => {
    const lots = distinct(chronicle.goodsOf(event).map(({ lot }) => lot));
    const sensed = measurementsOf(event).flatMap((measured, i) => place(chronicle, event, lots, measured, i));
    return [...(event.bizStep === 'inspecting' ? lots.map((lot) => inspection(event, lot)) : []), ...sensed];
  });
}

const distinct = (lots: readonly LotThing[]): LotThing[] => [...new Map(lots.map((lot) => [lot.id, lot])).values()];

/** One verdict for each lot that was inspected; without one the inspection is still known (D19). */
function inspection(event: EpcisEvent, lot: LotThing): Fact {
  const row = known({
    resultId: new RowIds(event, 'inspection').of(lot.id),
    lotId: lot.id,
    characteristic: 'inspection',
    text: event.disposition,
    verdict: verdicts[event.disposition ?? ''] ?? 'none',
    at: event.eventTime,
    ...recordedAt([event]),
  });
  return { dataset: 'qc_results', row };
}

function place(
  chronicle: Chronicle,
  event: EpcisEvent,
  lots: readonly LotThing[],
  measured: Measurement,
  index: number,
): Fact[] {
  const where = placeOfEvent(event);
  const isOfLots = lots.length > 0 && (isInspection(event) || measured.isOfContent || where === undefined);
  if (event.type === 'TransformationEvent' && measured.value !== undefined && !measured.isOfContent)
    return [reading(operationIdOf(event), event, measured, measured.value, index)];
  if (isOfLots || (measured.value === undefined && lots.length > 0))
    return lots.map((lot) => result(event, lot, measured, index));
  if (where === undefined || measured.value === undefined) {
    chronicle.leaveOut(event, 'place not known', measured.parameter);
    return [];
  }
  const { parameter, value, unit, at } = measured;
  return [
    { dataset: 'condition_readings', row: known({ ...where, at, parameter, value, unit, ...recordedAt([event]) }) },
  ];
}

function reading(operationId: string, event: EpcisEvent, measured: Measurement, value: number, index: number): Fact {
  const { parameter, at, unit } = measured;
  const cycleId = new RowIds(event, 'sensor').of(String(index));
  return {
    dataset: 'process_readings',
    row: known({ operationId, parameter, at, cycleId, value, unit, ...recordedAt([event]) }),
  };
}

function result(event: EpcisEvent, lot: LotThing, measured: Measurement, index: number): Fact {
  const { parameter, value, text, unit, at, method } = measured;
  const row = known({
    resultId: new RowIds(event, 'sensor').of(String(index), lot.id),
    lotId: lot.id,
    operationId: event.type === 'TransformationEvent' ? operationIdOf(event) : undefined,
    characteristic: parameter,
    value,
    text,
    unit,
    source: 'line',
    method,
    at,
    ...recordedAt([event]),
  });
  return { dataset: 'qc_results', row };
}
