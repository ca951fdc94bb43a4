import type { BookedKind, UnknownOfLot } from '@lotscope/api/contract';
import { buckets } from '#lib/vocabulary/buckets.ts';
import { certainties } from '#lib/vocabulary/certainty.ts';
import { countryName } from './countries.ts';
import type { RowsFilter } from './scope-rows.ts';

const unknowns: Record<UnknownOfLot, string> = {
  cost: 'Not valued',
  quantity: 'Quantity unknown',
  unit: 'Unit unknown',
  whereabouts: 'Whereabouts unknown',
  variance: 'More accounted for than made',
  'lot-record': 'No lot record',
};

const kinds: Record<BookedKind, string> = {
  freight: 'Freight',
  disposal: 'Disposal',
  credit: 'Credits',
  chargeback: 'Chargebacks',
  labour: 'Labour',
  downtime: 'Downtime',
};

const recalls = { broad: 'Recall without lot precision', saved: 'Saved by lot precision' };
const margins = { any: 'Shipped by us', known: 'Margin known', open: 'Margin unknown' };

type Words = { readonly [Name in keyof RowsFilter]-?: (value: NonNullable<RowsFilter[Name]>) => string };

const words: Words = {
  recall: (value) => recalls[value],
  bucket: (value) => (value === 'terminal' ? 'Not consumed or scrapped' : buckets[value].label),
  relation: (value) => `To ${value} customers`,
  country: (value) => `In ${countryName(value)}`,
  noCountry: () => 'Country unknown',
  fromPartyId: (value) => `Shipped on by ${value}`,
  nextTier: () => 'Next tier unknown',
  contact: () => 'Nobody to call',
  noSite: () => 'At no site',
  noItem: () => 'Item unknown',
  unknown: (value) => unknowns[value],
  unvalued: () => 'Without a value',
  margin: (value) => margins[value],
  kind: (value) => kinds[value],
  certainty: (value) => certainties[value].label,
  customerId: (value) => `Customer ${value}`,
  siteId: (value) => `Site ${value}`,
  itemId: (value) => `Item ${value}`,
  q: (value) => `Contains “${value}”`,
};

/** What narrows the rows, in words, one after the other. */
export function filterWords(filter: RowsFilter): { name: keyof RowsFilter; label: string }[] {
  return (Object.keys(filter) as (keyof RowsFilter)[]).flatMap((name) => {
    const value = filter[name];
    return value === undefined ? [] : [{ name, label: (words[name] as (value: string) => string)(value) }];
  });
}
