import type { QuantityElement } from '../event/event-members.ts';
import type { AggregationEvent, AssociationEvent, EpcisEvent, TransactionEvent } from '../event/event.ts';
import { identify } from '../identifier/identify.ts';
import { amountOf, onePiece, type Amount } from './amount.ts';
import type { FactOptions, Unplaced } from './fact.ts';
import { amountAt, Grouping, type GroupMark, type Member } from './grouping.ts';
import { thingOf, type LotThing, type NamedAs, type Thing } from './thing.ts';

/** One thing that an event names, and how much of it. */
export interface Named {
  readonly thing: Thing;
  readonly amount: Amount;
}

/** So much of a lot, and the container that the event names for it. */
export interface Goods {
  readonly lot: LotThing;
  readonly amount: Amount;
  readonly unitId?: string;
}

/** Events in the order in which they happened, what they name, and what was packed in what while they happened. */
export class Chronicle {
  readonly events: readonly EpcisEvent[];
  readonly options: FactOptions;
  readonly packed: Grouping;
  readonly #things = new Map<string, Thing>();
  readonly #byUri = { instance: new Map<string, Thing>(), class: new Map<string, Thing>() };
  readonly #goods = new Map<EpcisEvent, readonly Goods[]>();
  readonly #unplaced = new Map<string, Unplaced>();

  constructor(events: readonly EpcisEvent[], options: FactOptions) {
    this.events = events.toSorted(
      (one, other) => compare(one.eventTime, other.eventTime) || compare(one.eventID, other.eventID),
    );
    this.options = options;
    const made = new Set(this.events.flatMap(transformed));
    const containers = new Set(this.events.flatMap(containersOf).filter((uri) => !made.has(uri)));
    // A private URI does not say that it is a container: what goods are packed in is one, unless it was made of others.
    for (const uri of containers) {
      const { scheme, canonical } = identify(uri);
      if (scheme === 'private') this.#byUri.instance.set(uri, { kind: 'unit', id: canonical });
    }
    this.packed = new Grouping(
      this.events.flatMap((event) => (event.type === 'AggregationEvent' ? this.marks(event) : [])),
    );
  }

  get unplaced(): readonly Unplaced[] {
    return [...this.#unplaced.values()];
  }

  /** Notes what no row can hold. */
  leaveOut({ eventID }: EpcisEvent, reason: Unplaced['reason'], about: string): void {
    this.#unplaced.set(`${eventID}\n${reason}\n${about}`, { eventID, reason, about });
  }

  thing(uri: string, namedAs: NamedAs): Thing {
    const seen = this.#byUri[namedAs].get(uri);
    if (seen !== undefined && this.#things.has(seen.id)) return seen;
    const thing = seen ?? thingOf(uri, namedAs);
    this.#byUri[namedAs].set(uri, thing);
    if (this.#things.get(thing.id)?.kind !== 'lot') this.#things.set(thing.id, thing);
    return thing;
  }

  /** What lists of an event name; classes without a lot are noted, since no lot can be traced by them (D7). */
  named(event: EpcisEvent, epcs: readonly string[], quantities: readonly QuantityElement[]): Named[] {
    const all = [
      ...epcs.map((epc) => ({ thing: this.thing(epc, 'instance'), amount: onePiece })),
      ...quantities.map((element) => ({ thing: this.thing(element.epcClass, 'class'), amount: amountOf(element) })),
    ];
    for (const { thing } of all) if (thing.kind === 'item') this.leaveOut(event, 'item without a lot', thing.id);
    return all;
  }

  /** What the event says of its parent as a group of its children. */
  marks(event: AggregationEvent | AssociationEvent): GroupMark[] {
    const members = this.#members(this.named(event, event.childEPCs, event.childQuantityList));
    // Without its lots a list of children is no list of all of them.
    const namesNone = members.length === 0 && event.childEPCs.length + event.childQuantityList.length > 0;
    if (event.parentID === undefined || namesNone) return [];
    const parent = this.thing(event.parentID, 'instance');
    if (parent.kind === 'other' || parent.kind === 'item') {
      // A place or a class of things has no contents of its own.
      this.leaveOut(event, 'parent not known', parent.id);
      return [];
    }
    const { action, eventTime, eventID } = event;
    return [{ group: parent.id, action, at: eventTime, eventID, members }];
  }

  #members(named: readonly Named[]): Member[] {
    return named.flatMap(({ thing, amount }) => {
      if (thing.kind === 'lot') return [{ id: thing.id, amount, isSingle: thing.isSerial }];
      return thing.kind === 'unit' ? [{ id: thing.id, amount, isSingle: true }] : [];
    });
  }

  /** The lots that an event is about; of a container those that were in it at the time. */
  goodsOf(event: EpcisEvent): readonly Goods[] {
    const goods = this.#goods.get(event) ?? this.#findGoods(event);
    this.#goods.set(event, goods);
    return goods;
  }

  #findGoods(event: EpcisEvent): Goods[] {
    return this.#opened(event, this.#namedGoods(event));
  }

  /** The lots that go into a transformation; of a container those that were in it. */
  inputGoodsOf(event: EpcisEvent): Goods[] {
    return this.#opened(event, this.inputsOf(event));
  }

  #opened(event: EpcisEvent, named: readonly Named[]): Goods[] {
    const within = new Set(
      named.flatMap(({ thing }) => this.packed.contentsAt(thing.id, event.eventTime).map(({ id }) => id)),
    );
    const outermost = named.filter(({ thing, amount }) => !within.has(thing.id) || amount !== onePiece);
    return outermost.flatMap(({ thing, amount }) => this.#withContents(event, thing, amount));
  }

  #withContents(event: EpcisEvent, thing: Thing, amount: Amount): Goods[] {
    const contents = this.packed.contentsAt(thing.id, event.eventTime).flatMap((stay): Goods[] => {
      const lot = this.lot(stay.id);
      return lot ? [{ lot, amount: amountAt(stay, event.eventTime), unitId: thing.id }] : [];
    });
    return thing.kind === 'lot' ? [{ lot: thing, amount }, ...contents] : contents;
  }

  /** Notes the containers that an event names and of which nobody said what was in them. */
  noteEmptyUnits(event: EpcisEvent, named: readonly Named[] = this.#namedGoods(event)): void {
    for (const { thing, amount } of named)
      if (thing.kind === 'unit' && this.#withContents(event, thing, amount).length === 0)
        this.leaveOut(event, 'contents of the container not known', thing.id);
  }

  /** The lot of a canonical identifier that some event named as one. */
  lot(id: string): LotThing | undefined {
    const thing = this.#things.get(id);
    return thing?.kind === 'lot' ? thing : undefined;
  }

  /** What goes into a transformation. */
  inputsOf(event: EpcisEvent): Named[] {
    return event.type === 'TransformationEvent' ? this.named(event, event.inputEPCList, event.inputQuantityList) : [];
  }

  /** Everything else that an event names; of a transformation its outputs. */
  namedBy(event: EpcisEvent): Named[] {
    switch (event.type) {
      case 'ObjectEvent':
        return this.named(event, event.epcList, event.quantityList);
      case 'TransactionEvent':
        return this.named(event, [...parentOf(event), ...event.epcList], event.quantityList);
      case 'TransformationEvent':
        return this.named(event, event.outputEPCList, event.outputQuantityList);
      case 'AggregationEvent':
      case 'AssociationEvent':
        return this.named(event, [...parentOf(event), ...event.childEPCs], event.childQuantityList);
      case 'ExtendedEvent':
        return [];
    }
  }

  /** What is seen packed is in its parent, and so in the contents of it; what is taken out is the children alone. */
  #namedGoods(event: EpcisEvent): Named[] {
    if (event.type !== 'AggregationEvent' || event.parentID === undefined) return this.namedBy(event);
    const children = this.named(event, event.childEPCs, event.childQuantityList);
    return event.action === 'DELETE' && children.length > 0 ? children : this.named(event, [event.parentID], []);
  }
}

export const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

const parentOf = ({ parentID }: AggregationEvent | AssociationEvent | TransactionEvent): string[] =>
  parentID === undefined ? [] : [parentID];

const transformed = (event: EpcisEvent): readonly string[] =>
  event.type === 'TransformationEvent' ? [...event.inputEPCList, ...event.outputEPCList] : [];

const containersOf = (event: EpcisEvent): readonly string[] =>
  event.type === 'AggregationEvent' ? parentOf(event) : [];
