import { describe, expect, it } from 'vitest';
import { hasInput, stepTables } from './step-tables.ts';
import { steps, workTables } from './steps.ts';

describe('what a step reads and fills', () => {
  it('is read off its statement: comments, joins and subqueries included or left out as the engine does', () => {
    expect(stepTables('write-flows', 'full')).toEqual({
      fills: 'lot_disposition_build',
      reads: new Set(['disposition_balances', 'lot_facts_build']),
    });
  });

  it('is a work table that is emptied, or one of the two generations, for every step', () => {
    for (const { name } of steps) expect(workTables, name).toContain(stepTables(name, 'full').fills);
  });

  it('never leaves a step out whose input an earlier one filled: lines of operations alone reach the last balance', () => {
    const filled = new Set(['nodes', 'lots_rows', 'operation_inputs_rows', 'edges']);
    for (const { name } of steps)
      if (hasInput(stepTables(name, 'full'), filled)) filled.add(stepTables(name, 'full').fills);
    expect([...filled]).toEqual(
      expect.arrayContaining(['disposition_entries', 'disposition_sums', 'disposition_balances']),
    );
  });

  it('nothing loaded, nothing to do', () => {
    expect(steps.filter(({ name }) => hasInput(stepTables(name, 'incremental'), new Set()))).toEqual([]);
  });
});
