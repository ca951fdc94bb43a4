import { identify, type EpcisEvent, type QuantityElement } from '@lotscope/epcis';

/** One thing packed in another, as an event says it. */
export interface Containment {
  readonly parent: string;
  readonly child: string;
}

const classesIn = (elements: readonly QuantityElement[]): string[] => elements.map(({ epcClass }) => epcClass);

function urisOf(event: EpcisEvent): readonly string[] {
  switch (event.type) {
    case 'ObjectEvent':
      return [...event.epcList, ...classesIn(event.quantityList)];
    case 'TransactionEvent':
      return [...parentOf(event), ...event.epcList, ...classesIn(event.quantityList)];
    case 'TransformationEvent':
      return [
        ...(event.transformationID === undefined ? [] : [event.transformationID]),
        ...[...event.inputEPCList, ...classesIn(event.inputQuantityList)],
        ...[...event.outputEPCList, ...classesIn(event.outputQuantityList)],
      ];
    case 'AggregationEvent':
    case 'AssociationEvent':
      return [...parentOf(event), ...childrenOf(event)];
    case 'ExtendedEvent':
      return [];
  }
}

const parentOf = ({ parentID }: { readonly parentID?: string }): string[] => (parentID === undefined ? [] : [parentID]);

const childrenOf = (event: {
  readonly childEPCs: readonly string[];
  readonly childQuantityList: readonly QuantityElement[];
}): string[] => [...event.childEPCs, ...classesIn(event.childQuantityList)];

/** Names of things, each read once: canonical identifiers, and null for an item as such, since all events of all of its lots name it. */
export class ThingNames {
  readonly #seen = new Map<string, string | null>();

  /** Lots, serials, containers and the transformation that an event names, and the event itself, which others may declare wrong. */
  namedBy(event: EpcisEvent): string[] {
    return [...urisOf(event), event.eventID].flatMap((uri) => this.#nameOf(uri) ?? []);
  }

  containmentsIn(event: EpcisEvent): Containment[] {
    if (event.type !== 'AggregationEvent') return [];
    const [parent] = parentOf(event).flatMap((uri) => this.#nameOf(uri) ?? []);
    if (parent === undefined) return [];
    return childrenOf(event).flatMap((uri) => {
      const child = this.#nameOf(uri);
      return child === null ? [] : [{ parent, child }];
    });
  }

  #nameOf(uri: string): string | null {
    const seen = this.#seen.get(uri);
    if (seen !== undefined) return seen;
    const { kind, canonical } = identify(uri);
    const name = kind === 'class' ? null : canonical;
    this.#seen.set(uri, name);
    return name;
  }
}
