import type { Machine } from '@lotscope/api/contract';

/** What a place is named by so far; blank or missing: any. */
export type PlaceValues = Readonly<Partial<Record<'site' | 'line' | 'machine', string | undefined>>>;

const filled = (text: string | undefined): string => text?.trim() ?? '';

/** Where something may be at a place: not said means anywhere. */
const allows = (known: string | null, wanted: string): boolean => wanted === '' || known === null || known === wanted;

/** Lines or machines to offer for a place that is named in part. */
export function offered(machines: readonly Machine[], field: 'line' | 'machine', place: PlaceValues): string[] {
  const found = machines.filter(
    ({ siteId, line }) => allows(siteId, filled(place.site)) && (field === 'line' || allows(line, filled(place.line))),
  );
  return [...new Set(found.flatMap((machine) => machine[field] ?? []))].sort();
}

/** What is wrong with a line or machine, as far as the data tells; undefined: nothing. */
export function unknownPlace(
  machines: readonly Machine[],
  field: 'line' | 'machine',
  place: PlaceValues,
): string | undefined {
  const text = filled(place[field]);
  if (text === '' || offered(machines, field, place).includes(text)) return undefined;
  const elsewhere = machines.filter((machine) => machine[field] === text);
  const word = field === 'line' ? 'line' : 'machine';
  if (elsewhere.length === 0) return `No operation is recorded on a ${word} “${text}”.`;
  const places = [
    ...new Set(elsewhere.map(({ siteId, line }) => [siteId, field === 'machine' && line].filter(Boolean).join(', '))),
  ];
  return `The ${word} “${text}” is elsewhere: ${places.join('; ')}.`;
}
