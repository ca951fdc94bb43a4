import { describe, expect, it } from 'vitest';
import { commonColumns, datasetNames, datasets, isDatasetName } from './index.ts';

describe('dataset specs', () => {
  it('has every dataset of the contract once', () => {
    expect(datasetNames).toHaveLength(32);
    expect(new Set(datasetNames).size).toBe(32);
  });

  it('maps each name to snake_case without clashes', () => {
    for (const spec of Object.values(datasets)) {
      const columns = [...spec.columns, ...commonColumns].map((column) => column.column);
      expect(new Set(columns).size, spec.name).toBe(columns.length);
      expect(columns.every((column) => /^[a-z][a-z0-9_]*$/.test(column))).toBe(true);
    }
  });

  it('refers only to datasets that exist', () => {
    for (const spec of Object.values(datasets))
      for (const column of spec.columns)
        if (column.references) expect(isDatasetName(column.references), `${spec.name}.${column.name}`).toBe(true);
  });

  it('knows which datasets may come without their id column', () => {
    const lines = Object.values(datasets)
      .filter((spec) => spec.identity === 'line')
      .map((spec) => spec.name);
    expect(lines).toContain('lot_links');
    expect(lines).toContain('shipments');
    expect(lines).toContain('process_readings');
    expect(lines).not.toContain('lots');
    expect(lines).not.toContain('stock_counts');
    expect(lines).not.toContain('customer_item_rules');
  });
});
