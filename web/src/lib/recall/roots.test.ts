import { describe, expect, it } from 'vitest';
import { describeRoot, readRoot, rootsName, spellRoot } from './roots.ts';

describe('recall roots in the URL', () => {
  it.each([
    { lotId: 'urn:epc:id:sgtin:1.2.3' },
    { supplierLot: 'B/7 : ü#%' },
    { supplierLot: 'B7', supplierId: 'S1' },
    { handlingUnit: '00312345' },
    { operation: 'WO-1' },
    { shipment: 'SH:1' },
    { serialFrom: 'S1', serialTo: 'S9' },
    { site: 'P1', machine: 'M2', from: '2026-01-01T00:00:00Z' },
  ])('comes back as it was written: %j', (root) => {
    expect(readRoot(spellRoot(root))).toEqual(root);
  });

  it('takes a bare text as a lot id, colons included', () => {
    expect(readRoot('urn:epc:x')).toEqual({ lotId: 'urn:epc:x' });
    expect(readRoot('L-1')).toEqual({ lotId: 'L-1' });
    expect(readRoot('root:{broken')).toEqual({ lotId: 'root:{broken' });
  });

  it('names the kind of a root', () => {
    expect(describeRoot({ supplierLot: 'X', supplierId: 'S1' })).toEqual({ kind: 'Supplier lot', id: 'X · S1' });
    expect(describeRoot({ site: 'P1', line: 'L2' })).toEqual({ kind: 'Place and time', id: 'P1 · L2' });
    expect(describeRoot({ machine: 'M', from: '2026-09-03T06:00:00Z' }, 'en').id).toMatch(/^M · from Sep 3, 2026/);
    expect(describeRoot('L1')).toEqual({ kind: 'Lot', id: 'L1' });
  });

  it('is called after the first of them', () => {
    expect(rootsName([{ lotId: 'A' }])).toBe('A');
    expect(rootsName([{ supplierLot: 'S', supplierId: 'X' }, { lotId: 'A' }, 'B'])).toBe('S · X and 2 more');
  });
});
