import type { Location, Locations } from './locations.ts';

/** A value of a cell; a time as the source knew it (an instant, a day, or a month; D4). null: not known. */
export type CellValue = string | number | null;
export type CellKind = 'text' | 'number' | 'time';

/** One key data element: a column of a sheet. `Row` is what the event query answers. */
export interface Element<Row> {
  /** Unique in its sheet. */
  readonly header: string;
  /** Paragraph of 21 CFR part 1 that asks for it; null: it identifies the record in the store. */
  readonly section: string | null;
  readonly kind: CellKind;
  /** Characters that a spreadsheet shows of it. */
  readonly width: number;
  readonly value: (row: Row, locations: Locations) => CellValue;
  /** Whether a blank is a missing element of this row; absent: never. */
  readonly needed?: (row: Row, locations: Locations) => boolean;
}

type Needed<Row> = Element<Row>['needed'];

export const always = (): boolean => true;

const widths = { text: 22, number: 12, time: 20 } as const;

/** `needed` only where it is given: a blank of the others is no gap. */
export function element<Row>(
  header: string,
  section: string | null,
  kind: CellKind,
  value: Element<Row>['value'],
  needed?: Needed<Row>,
): Element<Row> {
  return { header, section, kind, width: widths[kind], value, ...(needed === undefined ? {} : { needed }) };
}

const abroad = ({ country }: Location): boolean => country !== null && !/^(US|USA|United States)$/i.test(country);
const placed = ({ latitude, longitude }: Location): boolean => latitude !== null && longitude !== null;

type Part = readonly [name: string, of: (location: Location) => CellValue, needed?: (location: Location) => boolean];

/**
 * Parts of a location description as 21 CFR 1.1310 has them: business name, telephone, street address or geographic coordinates, city, State (abroad
 * what is comparable, if there is any), postal code, country.
 */
const parts: readonly Part[] = [
  ['phone', ({ phone }) => phone, always],
  ['street address', ({ address }) => address, (location) => !placed(location)],
  ['city', ({ city }) => city, always],
  ['state', ({ region }) => region, (location) => !abroad(location)],
  ['postal code', ({ postalCode }) => postalCode, always],
  ['country', ({ country }) => country, always],
  ['latitude', ({ latitude }) => latitude],
  ['longitude', ({ longitude }) => longitude],
  ['location ID', ({ id }) => id],
];

/** The columns of one location. Where nothing is known of it that is one missing element, its business name. */
export function locationElements<Row>(
  prefix: string,
  section: string,
  of: (row: Row, locations: Locations) => Location | null,
  needed: Needed<Row> = () => false,
): Element<Row>[] {
  const name = element<Row>(
    `${prefix}: business name`,
    section,
    'text',
    (row, locations) => of(row, locations)?.name ?? null,
    needed,
  );
  const others = parts.map(([part, value, ofPart]) => {
    const isNeeded = (row: Row, locations: Locations): boolean => {
      const location = of(row, locations);
      return location !== null && (ofPart?.(location) ?? false) && needed(row, locations);
    };
    return element<Row>(
      `${prefix}: ${part}`,
      part === 'location ID' ? null : section,
      part.endsWith('itude') ? 'number' : 'text',
      (row, locations) => {
        const location = of(row, locations);
        return location === null ? null : value(location);
      },
      ofPart === undefined ? undefined : isNeeded,
    );
  });
  return [name, ...others];
}
