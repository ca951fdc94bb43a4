import type { Chronicle } from './chronicle.ts';
import { known, type Fact } from './fact.ts';
import { Grouping, type Stay } from './grouping.ts';
import { recordedAt } from './recorded-at.ts';
import type { EpcisEvent } from '../event/event.ts';

/** Parts fitted to others, and taken off them again. */
export function installationFacts(chronicle: Chronicle): Fact[] {
  const associations = chronicle.events.filter((event) => event.type === 'AssociationEvent');
  const fitted = new Grouping(associations.flatMap((event) => chronicle.marks(event)));
  const events = new Map(chronicle.events.map((event) => [event.eventID, event]));
  return fitted.groups.flatMap((parentId) =>
    fitted.staysIn(parentId).flatMap((stay) => factsOfStay(chronicle, parentId, stay, events)),
  );
}

function factsOfStay(
  chronicle: Chronicle,
  parentId: string,
  stay: Stay,
  events: ReadonlyMap<string, EpcisEvent>,
): Fact[] {
  const told = stay.eventIDs.flatMap((id) => events.get(id) ?? []);
  const pair = { serialLotId: stay.id, parentSerialLotId: parentId };
  const id = `${stay.eventIDs[0]}|${stay.id}|${parentId}`;
  // One that was only seen fitted was fitted by then.
  const installedAt = stay.from ?? told[0]?.eventTime;
  const rows: Fact[] = [];
  if (installedAt !== undefined)
    rows.push({
      dataset: 'installations',
      row: known({
        installationId: `${id}|installed`,
        ...pair,
        kind: 'installed',
        at: installedAt,
        ...recordedAt(told),
      }),
    });
  if (stay.until !== undefined)
    rows.push({
      dataset: 'installations',
      row: known({ installationId: `${id}|removed`, ...pair, kind: 'removed', at: stay.until, ...recordedAt(told) }),
    });
  return [...rows, ...lineageOf(chronicle, parentId, stay, told)];
}

/** A lot that is built into another is in it: a recall of the part reaches what it was built into, also when it was taken off since. */
function lineageOf(chronicle: Chronicle, parentId: string, stay: Stay, told: readonly EpcisEvent[]): Fact[] {
  const [part, whole] = [chronicle.lot(stay.id), chronicle.lot(parentId)];
  if (!part || !whole) return [];
  const { quantity, unit } = stay.amounts[0] ?? {};
  const row = known({
    linkId: `${stay.eventIDs[0]}|${stay.id}|${parentId}|link`,
    parentLotId: part.id,
    childLotId: whole.id,
    kind: 'consumed',
    quantity,
    unit,
    at: stay.from,
    ...recordedAt(told),
  });
  return [{ dataset: 'lot_links', row }];
}
