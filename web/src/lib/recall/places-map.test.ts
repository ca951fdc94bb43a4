import { describe, expect, it } from 'vitest';
import type { SiteRow } from './places-by-site.ts';
import { cornersOf, sitesOnMap } from './places-map.ts';

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
});
