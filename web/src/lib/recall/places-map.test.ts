import type { ScopeCustomer } from '@lotscope/api/contract';
import { describe, expect, it } from 'vitest';
import type { SiteRow } from './places-by-site.ts';
import { cornersOf, customersByCountry, sitesOnMap } from './places-map.ts';

const site = (label: string, latitude: number | null, longitude: number | null): SiteRow => ({
  key: `site:${label}`,
  siteId: label,
  label,
  latitude,
  longitude,
  lots: 1,
  exposure: 1,
  unknown: 0,
  byBucket: new Map(),
});

const customer = (customerId: string, country: string | null, relation: ScopeCustomer['relation'] = 'direct') =>
  ({ customerId, country, relation }) as ScopeCustomer;

describe('the map of a scope', () => {
  it('holds the sites whose coordinates are recorded, the equator and Greenwich included', () => {
    const rows = [site('a', 52, 5), site('b', null, 5), site('c', 0, 0), site('d', 10, null)];
    expect(sitesOnMap(rows).map((row) => row.label)).toEqual(['a', 'c']);
  });

  it('shows all of them, and one alone in its surroundings', () => {
    const two = cornersOf(sitesOnMap([site('a', 53, -1), site('b', 30, 40)]));
    expect(two).toEqual([
      [-3, 55],
      [42, 28],
    ]);
    const [[west, north], [east, south]] = cornersOf(sitesOnMap([site('a', 50, 10)]));
    expect([east - west, north - south]).toEqual([10, 10]);
  });

  it('counts a customer once, whatever the relations, and keeps those without a country', () => {
    const customers = [
      customer('1', 'DE'),
      customer('1', 'DE', 'second-tier'),
      customer('2', 'DE'),
      customer('3', null),
      customer('4', 'nowhere'),
    ];
    expect(customersByCountry(customers)).toEqual(
      new Map([
        ['Germany', 2],
        [null, 2],
      ]),
    );
  });
});
