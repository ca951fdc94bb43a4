import type { EpcisEvent } from '@lotscope/epcis';
import { eventKeyOf, type StoredEvent } from '@lotscope/sql';
import { ThingNames } from './named-things.ts';

/**
 * The events that decide what new events mean: all that name the same things, all that name what is in those, and all that name what any of
 * them was ever in. What else was in those containers is left aside: pallet-mates are no relatives (D9), and their rows stay as they are.
 */
export class EventsAround {
  readonly #about: (things: readonly string[]) => Promise<readonly StoredEvent[]>;
  readonly #names = new ThingNames();
  readonly #asked = new Set<string>();
  readonly #events = new Map<string, StoredEvent>();
  readonly #parents = new Map<string, Set<string>>();
  readonly #children = new Map<string, Set<string>>();

  /** `about`: all events that name one of some things. */
  constructor(about: (things: readonly string[]) => Promise<readonly StoredEvent[]>) {
    this.#about = about;
  }

  get events(): readonly StoredEvent[] {
    return [...this.#events.values()];
  }

  /** Whether all events that name the thing are there. */
  knows(thing: string): boolean {
    return this.#asked.has(thing);
  }

  async gather(events: readonly EpcisEvent[]): Promise<void> {
    await this.gatherAbout(events.flatMap((event) => this.#names.namedBy(event)));
  }

  async gatherAbout(things: readonly string[]): Promise<void> {
    const within = await this.#follow(things, this.#children);
    await this.#follow(within, this.#parents);
  }

  /** Asks for things and for all that they lead to; answers all of those. */
  async #follow(things: Iterable<string>, links: ReadonlyMap<string, ReadonlySet<string>>): Promise<Set<string>> {
    const reached = new Set(things);
    for (let next = [...reached]; next.length > 0;) {
      await this.#ask(next);
      const beyond = new Set(next.flatMap((thing) => [...(links.get(thing) ?? [])]));
      next = [...beyond].filter((thing) => !reached.has(thing));
      for (const thing of next) reached.add(thing);
    }
    return reached;
  }

  async #ask(things: readonly string[]): Promise<void> {
    const unasked = things.filter((thing) => !this.#asked.has(thing));
    if (unasked.length === 0) return;
    for (const thing of unasked) this.#asked.add(thing);
    for (const stored of await this.#about(unasked)) {
      this.#events.set(eventKeyOf(stored.event), stored);
      for (const { parent, child } of this.#names.containmentsIn(stored.event)) {
        link(this.#children, parent, child);
        link(this.#parents, child, parent);
      }
    }
  }
}

function link(links: Map<string, Set<string>>, from: string, to: string): void {
  const known = links.get(from);
  if (known === undefined) links.set(from, new Set([to]));
  else known.add(to);
}
