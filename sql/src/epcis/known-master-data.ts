import { isWithin, type MasterData } from '@lotscope/epcis';

/** Master data that can be gone through, so that a statement can ask for what is within a place or has an attribute. */
export class KnownMasterData implements MasterData {
  readonly #around: ReadonlyMap<string, readonly string[]>;
  readonly #attributes: ReadonlyMap<string, ReadonlyMap<string, readonly string[]>>;

  /** The places that a place lies directly in, and the attributes of values; all by canonical identifier. */
  constructor(
    around: ReadonlyMap<string, readonly string[]>,
    attributes: ReadonlyMap<string, ReadonlyMap<string, readonly string[]>>,
  ) {
    this.#around = around;
    this.#attributes = attributes;
  }

  static readonly none = new KnownMasterData(new Map(), new Map());

  placesAround = (place: string): readonly string[] => this.#around.get(place) ?? [];

  /** Of a lot or a serial, those of its item. */
  attributesOf = (value: string): ReadonlyMap<string, readonly string[]> => {
    const [item = ''] = /^https:\/\/id\.gs1\.org\/01\/\d{14}/.exec(value) ?? [];
    return this.#attributes.get(value) ?? this.#attributes.get(item) ?? new Map<string, readonly string[]>();
  };

  /** These places and all known ones within them. */
  placesWithin(places: readonly string[]): readonly string[] {
    return [...places, ...[...this.#around.keys()].filter((place) => isWithin(place, places, this))];
  }

  /** All values of which one of these attributes is known; with `values`, as one of them. */
  valuesWith(attributes: readonly string[], values?: readonly string[]): readonly string[] {
    return [...this.#attributes].flatMap(([value, known]) =>
      attributes.some((name) => known.get(name)?.some((one) => values?.includes(one) ?? true)) ? [value] : [],
    );
  }
}
