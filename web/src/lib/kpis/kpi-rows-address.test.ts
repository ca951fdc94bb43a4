import { expect, it } from 'vitest';
import { kpiRowsCsv } from './kpis.ts';

it('asks for the part that is not stated, instead of for all parts', () => {
  const question = { id: 'recall-exposure', from: '2026-01-01', to: '2026-02-01' };
  expect(kpiRowsCsv({ ...question, key: '', unit: undefined })).toBe(
    '/api/v1/kpis/recall-exposure/rows.csv?from=2026-01-01&to=2026-02-01&key=',
  );
  expect(kpiRowsCsv({ ...question, unit: 'kg', unknown: 'only' })).toContain('unknown=only&unit=kg');
});
