import { afterAll, beforeAll, expect, test } from 'vitest';
import { LotCases } from '../../support/lot-cases.ts';
import type { RecordedRows } from '../../support/recorded-plant.ts';

/** Lots with a history each, recorded and derived together; one store per test file. */
export const cases = new LotCases();
beforeAll(() => cases.record(new Date('2026-06-01T00:00:00Z')));
afterAll(() => cases.plant.close());

/** A lot with this history is in these places. */
export function lotIs(name: string, rows: (lot: string) => RecordedRows, expected: string[]): string {
  const lot = cases.add(rows);
  test(name, async () => {
    expect(await cases.whereabouts(lot)).toEqual(expected);
  });
  return lot;
}

export const at = (day: number) => `2026-01-${String(day).padStart(2, '0')}T08:00:00Z`;
export const raw = (lotId: string, more: object = {}) => ({
  ...{ lotId, itemId: 'RAW', siteId: 'A', quantity: 100 },
  ...more,
});
export const receipt = (lotId: string, more: object = {}) => ({
  ...{ lotId, reason: 'receipt', quantity: 100, toSiteId: 'A', toLocation: 'W', at: at(1) },
  ...more,
});
export const leaving = (lotId: string, reason: string, quantity: number, more: object = {}) => ({
  ...{ lotId, reason, quantity, fromSiteId: 'A', fromLocation: 'W', at: at(2) },
  ...more,
});
