import type { Exposure } from '@lotscope/api/contract';
import { describe, expect, it } from 'vitest';
import { amountRows, countedRows, openRows } from './exposure-rows.ts';

type Part = Exposure['parts'][number];
const part = (name: string, changes: Partial<Part> = {}): Part => ({
  part: name,
  amount: 10,
  currency: 'EUR',
  source: '',
  kind: null,
  unknown: 0,
  ...changes,
});

describe('what the parts of an exposure are made of (D14)', () => {
  it('leads from each amount to the rows whose sum it is', () => {
    expect(amountRows(part('stock'))).toEqual({ list: 'stock', filter: { bucket: 'terminal' } });
    expect(amountRows(part('credits', { kind: 'credit' }))).toEqual({ list: 'costs', filter: { kind: 'credit' } });
    expect(amountRows(part('lost-margin'))).toEqual({ list: 'shipments', filter: { margin: 'any' } });
    expect(countedRows(part('lost-margin'))).toEqual({ list: 'lots', filter: { margin: 'known' } });
  });

  it('leads from what is not in the amount to its rows', () => {
    expect(openRows(part('stock', { unknown: 1 }), 'en')).toEqual({
      text: '1 quantity could not be valued',
      rows: { list: 'stock', filter: { bucket: 'terminal', unvalued: 'true' } },
    });
    expect(openRows(part('retrieval', { kind: 'freight', unknown: 2 }), 'en')).toEqual({
      text: '2 entries without an exchange rate',
      rows: { list: 'costs', filter: { kind: 'freight', unvalued: 'true' } },
    });
    expect(openRows(part('lost-margin', { unknown: 3 }), 'en')?.rows).toEqual({
      list: 'lots',
      filter: { margin: 'open' },
    });
    expect(openRows(part('stock'))).toBeUndefined();
  });

  it('leads nowhere where nothing is recorded, but to the entries that could not be converted', () => {
    expect(amountRows(part('labour', { kind: 'labour', amount: null }))).toBeUndefined();
    expect(amountRows(part('labour', { kind: 'labour', amount: null, unknown: 1 }))).toBeDefined();
  });
});
