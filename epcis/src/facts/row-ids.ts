import type { EpcisEvent } from '../event/event.ts';

/**
 * Ids of the rows that follow from one event, of its ID and what the row is about: the same again on a replay, in whatever order the
 * event lists things. What it says twice of one thing are two rows (D2).
 */
export class RowIds {
  readonly #stem: string;
  readonly #given = new Map<string, number>();

  constructor({ eventID }: EpcisEvent, what: string) {
    this.#stem = `${eventID}|${what}`;
  }

  of(...about: readonly string[]): string {
    const id = [this.#stem, ...about].join('|');
    const again = (this.#given.get(id) ?? 0) + 1;
    this.#given.set(id, again);
    return again === 1 ? id : `${id}|${again}`;
  }
}
