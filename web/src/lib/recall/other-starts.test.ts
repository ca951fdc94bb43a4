import { describe, expect, it } from 'vitest';
import { readRoot, spellRoot } from './roots.ts';
import { readStart, starts, type StartValues } from './other-starts.ts';

const read = (id: string, values: StartValues) =>
  readStart(
    starts.find((start) => start.id === id)!,
    values,
  );

describe('other ways to start a recall', () => {
  it('are a machine in a time window, blank fields left out, and come back from the address', () => {
    const answer = read('place', { machine: ' Press 1 ', line: '', from: '2026-09-03T06:00', to: '2026-09-03T14:00' });
    const at = (local: string) => new Date(local).toISOString();
    const root = { machine: 'Press 1', from: at('2026-09-03T06:00'), to: at('2026-09-03T14:00') };
    expect(answer).toEqual({ root });
    expect(readRoot(spellRoot(root))).toEqual(root);
  });

  it.each([
    ['serials', { serialFrom: 'S1', serialTo: 'S9' }],
    ['supplierLot', { supplierLot: 'SL-1' }],
    ['shipment', { shipment: 'SH-1' }],
    ['order', { order: 'SO-1' }],
    ['customer', { customer: 'C1' }],
    ['operation', { operation: 'WO-1' }],
    ['handlingUnit', { handlingUnit: '0031' }],
    ['place', { site: 'P1' }],
  ])('are %s too', (id, values) => {
    expect(read(id, values)).toEqual({ root: values });
  });

  it('say what is missing or cannot be', () => {
    expect(read('place', {})).toEqual({ fault: 'Name a machine, a line, a site or a time.' });
    expect(read('serials', { serialFrom: 'S1' })).toEqual({ fault: 'Last serial is missing.' });
    expect(read('customer', { from: '2026-09-03T06:00' })).toEqual({ fault: 'Customer is missing.' });
    expect(read('place', { machine: 'M', from: '2026-09-03T06:00', to: '2026-09-02T06:00' })).toHaveProperty('fault');
  });
});
