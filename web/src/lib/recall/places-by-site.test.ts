import type { ScopePlace } from '@lotscope/api/contract';
import { describe, expect, it } from 'vitest';
import { bucketsWithMoney, chosenStock, placesBySite, segmentKey, stockOf } from './places-by-site.ts';

const place = (
  siteId: string | null,
  bucket: ScopePlace['bucket'],
  amount: number | null,
  unknown = 0,
): ScopePlace => ({
  bucket,
  siteId,
  siteName: siteId && `Site ${siteId}`,
  latitude: null,
  longitude: null,
  location: null,
  status: null,
  lots: 1,
  quantities: [],
  exposure: { amount, currency: 'EUR', unknown },
});

describe('places of a scope by site', () => {
  it('adds the places of a site, most money first', () => {
    const rows = placesBySite([place('A', 'on_hand', 10), place('B', 'delivered', 50), place('A', 'in_transit', 15)]);
    expect(rows.map((row) => [row.label, row.exposure, row.lots])).toEqual([
      ['Site B', 50, 1],
      ['Site A', 25, 2],
    ]);
    expect(bucketsWithMoney(rows)).toEqual(['on_hand', 'in_transit', 'delivered']);
  });

  it('tells what customers have from what nobody can find', () => {
    const rows = placesBySite([place(null, 'delivered', 9), place(null, 'unknown', 1), place(null, 'in_transit', 2)]);
    expect(rows.map((row) => [row.label, row.exposure])).toEqual([
      ['With customers', 9],
      ['On the way to customers', 2],
      ['Place unknown', 1],
    ]);
    expect(rows.map(stockOf)).toEqual([
      { noSite: 'true', bucket: 'delivered' },
      { noSite: 'true', bucket: 'in_transit' },
      { noSite: 'true', bucket: 'unknown' },
    ]);
    expect(placesBySite([place('A', 'on_hand', 1)]).map(stockOf)).toEqual([{ siteId: 'A', bucket: 'terminal' }]);
  });

  it('leads from a site to all of its stock, and from one bucket of it to that alone', () => {
    const rows = placesBySite([
      place('A 1', 'on_hand', 10),
      place('A 1', 'in_transit', 5),
      place(null, 'delivered', 9),
    ]);
    const [site, customers] = rows;
    expect(chosenStock(rows, site!.key)).toEqual({ siteId: 'A 1', bucket: 'terminal' });
    expect(chosenStock(rows, segmentKey(site!.key, 'in_transit'))).toEqual({ siteId: 'A 1', bucket: 'in_transit' });
    expect(chosenStock(rows, segmentKey(customers!.key, 'delivered'))).toEqual({ noSite: 'true', bucket: 'delivered' });
    expect(chosenStock(rows, 'Germany')).toBeUndefined();
  });

  it('leaves out what is consumed or scrapped: it is nowhere any more', () => {
    expect(placesBySite([place(null, 'consumed', 0), place('A', 'scrapped', 0)])).toEqual([]);
  });

  it('keeps unknown money unknown and counts it', () => {
    const [known, unknown] = placesBySite([place(null, 'unknown', null, 3), place('A', 'on_hand', 1, 2)]);
    expect(known).toMatchObject({ exposure: 1, unknown: 2 });
    expect(unknown).toMatchObject({ label: 'Place unknown', exposure: null, unknown: 3 });
  });
});
