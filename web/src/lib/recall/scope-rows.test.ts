import { describe, expect, it } from 'vitest';
import { onlyRows, readRows, scopeCsv } from './scope-rows.ts';

describe('rows of a scope in the URL', () => {
  it('starts with all lots', () => {
    const { list, filter } = readRows(new URLSearchParams());
    expect(list).toBe('lots');
    expect(Object.values(filter).every((value) => value === undefined)).toBe(true);
  });

  it('reads what it knows and leaves out the rest', () => {
    const { list, filter } = readRows(new URLSearchParams('rows=stock&bucket=on_hand&place=P1&certainty=sure&find=L'));
    expect(list).toBe('stock');
    expect(filter).toMatchObject({ bucket: 'on_hand', siteId: 'P1', certainty: undefined, q: 'L' });
    expect(readRows(new URLSearchParams('bucket=nowhere')).filter.bucket).toBeUndefined();
  });

  it('leads from a number to its rows alone, whatever narrowed them before', () => {
    expect(onlyRows('stock', { bucket: 'terminal' })).toMatchObject({
      rows: 'stock',
      bucket: 'terminal',
      customer: null,
      relation: null,
      place: null,
      nowhere: null,
      certainty: null,
      find: null,
    });
    const read = readRows(new URLSearchParams('rows=lots&relation=second-tier&unknown=cost&nowhere=true&nameless=yes'));
    expect(read.filter).toMatchObject({ relation: 'second-tier', unknown: 'cost', noSite: 'true', noItem: undefined });
  });

  it('leaves out what a list has nothing to go by', () => {
    const parameters = new URLSearchParams('cost=credit&unvalued=true&margin=open&stateless=true&next-tier=unknown');
    const filterOf = (list: string) => {
      parameters.set('rows', list);
      return Object.entries(readRows(parameters).filter).flatMap(([name, value]) => (value ? [name] : []));
    };
    expect(filterOf('costs')).toEqual(['kind', 'unvalued']);
    expect(filterOf('customers')).toEqual(['noCountry', 'nextTier']);
    expect(filterOf('shipments')).toEqual(['noCountry', 'margin']);
  });

  it('exports the filtered set', () => {
    expect(scopeCsv('s/1', 'shipments', { customerId: 'C&1' })).toBe(
      '/api/v1/scope/s%2F1/shipments.csv?customerId=C%261',
    );
  });
});
