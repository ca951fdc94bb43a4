/** What belongs to what over time: packed in a container (D9), fitted to a parent, tied to an order. Built of ADD, OBSERVE and DELETE. */
import type { EventAction } from '../event/event.ts';
import { leavesSome, most, plus, type Amount } from './amount.ts';

/** What one event says of one group: these members came in, were seen in it or left it. */
export interface GroupMark {
  readonly group: string;
  readonly action: EventAction;
  readonly at: string;
  readonly eventID: string;
  /** Empty: DELETE means all of them. */
  readonly members: readonly Member[];
}

export interface Member {
  readonly id: string;
  readonly amount: Amount;
  /** One object: told twice it is still one. */
  readonly isSingle: boolean;
}

/** A time in which a member was in a group, with both ends in it; an end that no event tells is open. */
export interface Stay {
  readonly group: string;
  readonly id: string;
  readonly from?: string;
  readonly until?: string;
  /** How much of it was in the group, from when on; the first from the beginning. */
  readonly amounts: readonly (Amount & { readonly since: string })[];
  /** The events that say so. */
  readonly eventIDs: readonly string[];
}

type OpenStay = { -readonly [name in keyof Stay]: Stay[name] };

/** How much was in it at a moment: of a moment at which that changed, the more of both. */
export function amountAt({ amounts }: Stay, at: string): Amount {
  const later = amounts.findIndex(({ since }) => since >= at);
  if (later < 0) return most(amounts.slice(-1));
  return most(amounts.filter(({ since }, i) => since === at || i === Math.max(later - 1, 0)));
}

/** The stays in one group. */
class GroupHistory {
  readonly stays: OpenStay[] = [];
  readonly #open = new Map<string, OpenStay>();
  readonly #left = new Map<string, string>();
  readonly #group: string;

  constructor(group: string) {
    this.#group = group;
  }

  /**
   * What happened at one moment. What was in before leaves before others come in: so a member that left and came at the same moment is in
   * afterwards, and one that came and left is not.
   */
  take(marks: readonly GroupMark[]): void {
    const before = new Set(this.#open.keys());
    const deletions = marks.filter(({ action }) => action === 'DELETE');
    for (const mark of deletions) this.#leave(mark, (id) => before.has(id));
    for (const mark of marks) if (mark.action !== 'DELETE') for (const each of mark.members) this.#come(mark, each);
    for (const mark of deletions) {
      const isOfBefore = mark.members.length === 0 && before.size > 0;
      if (!isOfBefore) this.#leave(mark, (id) => !before.has(id));
    }
  }

  #come({ action, at, eventID }: GroupMark, { id, amount, isSingle }: Member): void {
    const stay = this.#open.get(id);
    if (stay === undefined) {
      this.#begin(id, amount, at, eventID, action === 'ADD' ? at : this.#left.get(id));
      return;
    }
    stay.eventIDs = [...stay.eventIDs, eventID];
    if (action === 'ADD' && !isSingle)
      stay.amounts = [...stay.amounts, { ...plus(lastAmount(stay), amount), since: at }];
  }

  #begin(id: string, amount: Amount, since: string, eventID: string, from: string | undefined): OpenStay {
    const amounts = [{ ...amount, since }];
    const stay: OpenStay = {
      group: this.#group,
      id,
      amounts,
      eventIDs: [eventID],
      ...(from === undefined ? {} : { from }),
    };
    this.#open.set(id, stay);
    this.stays.push(stay);
    return stay;
  }

  #leave({ members, at, eventID }: GroupMark, applies: (id: string) => boolean): void {
    const all = [...this.#open.keys()].map((id): Member => ({ id, amount: {}, isSingle: true }));
    for (const { id, amount } of members.length > 0 ? members : all) {
      if (!applies(id)) continue;
      const open = this.#open.get(id);
      // One that nobody saw coming was in until now, whenever it came.
      const stay = open ?? this.#begin(id, amount, at, eventID, this.#left.get(id));
      if (open !== undefined) stay.eventIDs = [...stay.eventIDs, eventID];
      const whole = lastAmount(stay);
      if (leavesSome(whole, amount)) stay.amounts = [...stay.amounts, { ...plus(whole, amount, -1), since: at }];
      else this.#end(stay, at);
    }
  }

  #end(stay: OpenStay, at: string): void {
    stay.until = at;
    this.#open.delete(stay.id);
    this.#left.set(stay.id, at);
  }
}

function lastAmount({ amounts }: Stay): Amount {
  const { quantity, unit } = amounts.at(-1) ?? {};
  return quantity === undefined || unit === undefined ? {} : { quantity, unit };
}

const byTime = (one: GroupMark, other: GroupMark): number =>
  compare(one.at, other.at) || compare(one.eventID, other.eventID);
const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

export class Grouping {
  readonly #stays = new Map<string, readonly Stay[]>();

  constructor(marks: readonly GroupMark[]) {
    for (const [group, own] of Map.groupBy(marks, (mark) => mark.group)) {
      const history = new GroupHistory(group);
      for (const moment of Map.groupBy(own.toSorted(byTime), ({ at }) => at).values()) history.take(moment);
      this.#stays.set(group, history.stays);
    }
  }

  get groups(): readonly string[] {
    return [...this.#stays.keys()];
  }

  has(group: string): boolean {
    return this.#stays.has(group);
  }

  /** All that was ever in a group, directly. */
  staysIn(group: string): readonly Stay[] {
    return this.#stays.get(group) ?? [];
  }

  /** All that was ever in a group, directly or within what was in it, each for the time that both have in common. */
  allStaysIn(group: string, within: ReadonlySet<string> = new Set()): Stay[] {
    const path = new Set(within).add(group);
    return this.staysIn(group).flatMap((stay) => {
      if (path.has(stay.id)) return [];
      return [stay, ...this.allStaysIn(stay.id, path).flatMap((inner) => inCommon(stay, inner))];
    });
  }

  /** All that was in a group at a moment, directly or within what was in it. */
  contentsAt(group: string, at: string, within: ReadonlySet<string> = new Set()): Stay[] {
    const path = new Set(within).add(group);
    return this.staysIn(group).flatMap((stay) => {
      if (path.has(stay.id) || (stay.from ?? '') > at || (stay.until ?? '9') < at) return [];
      return [stay, ...this.contentsAt(stay.id, at, path)];
    });
  }
}

/** The time for which the inner member was in what the outer one was in. */
function inCommon(outer: Stay, inner: Stay): Stay[] {
  const from = [outer.from ?? '', inner.from ?? ''].sort()[1] ?? '';
  const until = [outer.until ?? '9', inner.until ?? '9'].sort()[0] ?? '9';
  if (from > until) return [];
  const { id, amounts } = inner;
  const eventIDs = [...outer.eventIDs, ...inner.eventIDs];
  return [
    {
      group: outer.group,
      id,
      amounts,
      eventIDs,
      ...(from === '' ? {} : { from }),
      ...(until === '9' ? {} : { until }),
    },
  ];
}
