import type { Unplaced } from '@lotscope/epcis';

const examples = 3;

/** What no row can hold, for people: how often, and of what, so that it is a gap and not lost. */
export function unplacedNotes(unplaced: readonly Unplaced[]): string[] {
  return [...Map.groupBy(unplaced, ({ reason }) => reason)].map(([reason, all]) => {
    const about = [...new Set(all.map((each) => each.about))];
    const more = about.length > examples ? ', …' : '';
    const events = new Set(all.map(({ eventID }) => eventID)).size;
    return `${reason}: said by ${events} ${events === 1 ? 'event' : 'events'} of ${about.slice(0, examples).join(', ')}${more}; the events are kept, and no row tells it.`;
  });
}
