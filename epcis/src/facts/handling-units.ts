import { most } from './amount.ts';
import type { Chronicle } from './chronicle.ts';
import { known, type Fact, type Row } from './fact.ts';
import type { Stay } from './grouping.ts';
import { recordedAt } from './recorded-at.ts';

/**
 * Lots in the containers that they were packed in, also within other containers, each for the time that it was in there (D9). The dataset
 * has one row for a lot in a container: of a lot that was packed in it several times the row spans from the first time to the last, so that
 * none is missed.
 */
export function handlingUnitFacts(chronicle: Chronicle): Fact[] {
  const events = new Map(chronicle.events.map((event) => [event.eventID, event]));
  return chronicle.packed.groups.flatMap((unit) => {
    const stays = chronicle.packed.allStaysIn(unit).filter(({ id }) => chronicle.lot(id) !== undefined);
    return [...Map.groupBy(stays, ({ id }) => id)].map(([lotId, own]): Fact => {
      const told = [...new Set(own.flatMap(({ eventIDs }) => eventIDs))].flatMap((id) => events.get(id) ?? []);
      return { dataset: 'handling_units', row: { ...spanning(unit, lotId, own), ...recordedAt(told) } };
    });
  });
}

function spanning(handlingUnitId: string, lotId: string, stays: readonly Stay[]): Row {
  const starts = stays.map(({ from }) => from);
  const ends = stays.map(({ until }) => until);
  const { quantity, unit } = most(stays.flatMap(({ amounts }) => amounts));
  return known({
    handlingUnitId,
    lotId,
    quantity,
    unit,
    packedAt: starts.includes(undefined) ? undefined : starts.toSorted()[0],
    unpackedAt: ends.includes(undefined) ? undefined : ends.toSorted().at(-1),
  });
}
