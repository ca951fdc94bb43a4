import { factsOf, type Fact, type FactOptions, type Unplaced } from '@lotscope/epcis';
import type { StoredEvent } from '@lotscope/sql';
import { changedFacts } from './changed-facts.ts';
import type { EventsAround } from './events-around.ts';

/** What events say and did not say before. */
export interface Findings {
  readonly facts: readonly Fact[];
  readonly unplaced: readonly Unplaced[];
}

const eventsOf = (stored: readonly StoredEvent[]) => stored.map(({ event }) => event);

/** What is known beside the events. */
export interface Known {
  /** The gathered events whose rows are there already. */
  readonly isFormer: (stored: StoredEvent) => boolean;
  /** Serials that belong to lots (D1): their events tell of the lot without naming it. */
  readonly serialsOf: (lots: readonly string[]) => Promise<readonly string[]>;
  readonly options: FactOptions;
}

/** What follows from the gathered events and does not follow from the former ones alone. */
export async function findings(around: EventsAround, { isFormer, serialsOf, options }: Known): Promise<Findings> {
  for (;;) {
    const before = factsOf(eventsOf(around.events.filter(isFormer)), options);
    const after = factsOf(eventsOf(around.events), options);
    const facts = changedFacts(before.facts, after.facts);
    const lots = facts.filter(({ dataset }) => dataset === 'lots');
    const gone = lots.filter(({ row }) => row['deleted'] === true).map(lotIdOf);
    // A serial tells of the lot that it belongs to: all that others say of that lot decides its row, too.
    const deciding = [...lots.map(lotIdOf), ...(gone.length === 0 ? [] : await serialsOf(gone))];
    const beyond = deciding.filter((lotId) => !around.knows(lotId));
    if (beyond.length === 0) return { facts, unplaced: newlyUnplaced(before.unplaced, after.unplaced) };
    await around.gatherAbout(beyond);
  }
}

const lotIdOf = ({ row }: Fact): string => String(row['lotId']);

function newlyUnplaced(before: readonly Unplaced[], after: readonly Unplaced[]): Unplaced[] {
  const known = new Set(before.map((each) => JSON.stringify(each)));
  return after.filter((each) => !known.has(JSON.stringify(each)));
}
