import type { RowColumn } from '@lotscope/api/contract';
import { describe, expect, it } from 'vitest';
import { rowText, shownColumns } from './row-text.ts';

const column = (name: string, type: RowColumn['type']): RowColumn => ({ name, type, label: name, sortable: false });
const columns = [
  column('lotId', 'lot'),
  column('itemId', 'item'),
  column('itemName', 'text'),
  column('goodQuantity', 'number'),
  column('unit', 'text'),
  column('value', 'money'),
];

describe('the rows behind a KPI', () => {
  it('shows the money first, a name in the column of its id and a unit beside its quantity', () => {
    expect(shownColumns(columns).map(({ name }) => name)).toEqual(['lotId', 'value', 'itemId', 'goodQuantity']);
    const row = { itemId: 'RM-1', itemName: 'Lactose', goodQuantity: 12.5, unit: 'kg' };
    expect(rowText(row, columns[1]!, 'EUR', 'en')).toBe('Lactose');
    expect(rowText(row, columns[3]!, 'EUR', 'en')).toBe('12.5 kg');
  });

  it('falls back to the id, keeps a unit without a quantity, and says nothing for what is not known', () => {
    expect(rowText({ itemId: 'RM-1', itemName: null }, columns[1]!, 'EUR', 'en')).toBe('RM-1');
    expect(shownColumns([column('unit', 'text')])).toHaveLength(1);
    expect(rowText({ value: null }, columns[5]!, 'EUR', 'en')).toBeNull();
    expect(rowText({ value: 0 }, columns[5]!, 'EUR', 'en')).toBe('€0.00');
  });
});
