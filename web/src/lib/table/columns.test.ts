import { describe, expect, it } from 'vitest';
import { ariaSort, nextSort } from './columns.ts';

describe('sorting by a heading', () => {
  it('goes ascending, descending, and back to the order of the server', () => {
    expect(nextSort(undefined, 'lot')).toBe('lot');
    expect(nextSort('lot', 'lot')).toBe('-lot');
    expect(nextSort('-lot', 'lot')).toBeUndefined();
    expect(nextSort('-lot', 'item')).toBe('item');
  });

  it('goes the other way round where the largest is looked for', () => {
    expect(nextSort(undefined, 'probability', true)).toBe('-probability');
    expect(nextSort('-probability', 'probability', true)).toBe('probability');
    expect(nextSort('probability', 'probability', true)).toBeUndefined();
    expect(nextSort('lot', 'probability', true)).toBe('-probability');
  });

  it('says so to a screen reader', () => {
    expect(ariaSort('lot', 'lot')).toBe('ascending');
    expect(ariaSort('-lot', 'lot')).toBe('descending');
    expect(ariaSort('lot', 'item')).toBe('none');
  });
});
