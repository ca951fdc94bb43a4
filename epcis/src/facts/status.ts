import type { EpcisEvent } from '../event/event.ts';
import type { Chronicle } from './chronicle.ts';
import { known, type Fact } from './fact.ts';
import { recordedAt } from './recorded-at.ts';
import { RowIds } from './row-ids.ts';
import { placeOfEvent } from './whereabouts.ts';

/**
 * Dispositions that bar goods from use. None of the others releases: that somebody saw a thing on sale does not lift what was put on
 * hold elsewhere. *Expired* is derived, not posted (D13).
 */
const barring: Readonly<Record<string, 'quarantine' | 'hold' | 'recalled'>> = {
  recalled: 'recalled',
  non_conformant: 'hold',
  non_sellable_other: 'hold',
  unavailable: 'hold',
  damaged: 'hold',
  stolen: 'hold',
  needs_replacement: 'hold',
  no_pedigree_match: 'quarantine',
  mismatch_instance: 'quarantine',
  mismatch_class: 'quarantine',
  mismatch_quantity: 'quarantine',
};

interface Change {
  readonly status: 'quarantine' | 'hold' | 'recalled' | 'released';
  readonly reason: string;
  /** A recall is of the lot wherever it is; every other status is of what was seen, where it was seen (D13). */
  readonly isEverywhere: boolean;
}

/** The statuses that events set on what they name, and on what is packed in it. */
export function statusFacts(chronicle: Chronicle): Fact[] {
  return chronicle.events.flatMap((event) => changesOf(event).flatMap((change) => factsOf(chronicle, event, change)));
}

function changesOf(event: EpcisEvent): Change[] {
  const { disposition, bizStep } = event;
  const { set, unset } = ('persistentDisposition' in event && event.persistentDisposition) || { set: [], unset: [] };
  const named = [...new Set([...(disposition === undefined ? [] : [disposition]), ...set])];
  const changes = named.flatMap((reason): Change[] => {
    const status = barring[reason];
    return status === undefined ? [] : [{ status, reason, isEverywhere: status === 'recalled' }];
  });
  if (bizStep === 'holding' && changes.length === 0)
    changes.push({ status: 'hold', reason: bizStep, isEverywhere: false });
  // Only who says that a disposition no longer holds lifts it, and not while another bars.
  const lifted = changes.length > 0 ? [] : unset.filter((reason) => reason in barring);
  const releases = lifted.map((reason): Change => {
    return { status: 'released', reason: `no longer ${reason}`, isEverywhere: barring[reason] === 'recalled' };
  });
  return [...changes, ...releases];
}

function factsOf(chronicle: Chronicle, event: EpcisEvent, { status, reason, isEverywhere }: Change): Fact[] {
  const ids = new RowIds(event, 'status');
  const place = isEverywhere ? undefined : placeOfEvent(event);
  return chronicle.goodsOf(event).map(({ lot, amount, unitId }) => ({
    dataset: 'lot_status',
    row: known({
      statusId: ids.of(reason, lot.id, ...(unitId === undefined ? [] : [unitId])),
      lotId: lot.id,
      status,
      ...place,
      ...(isEverywhere || lot.isSerial ? {} : amount),
      reason,
      at: event.eventTime,
      ...recordedAt([event]),
    }),
  }));
}
