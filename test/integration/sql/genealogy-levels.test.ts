import { afterEach, describe, expect, it } from 'vitest';
import { at, consumed, into, load, lots, open, startAgain } from './rule-plant.ts';

describe('part of a plant, read level by level', () => {
  afterEach(startAgain);

  it('D8: an operation is judged by all of its lines, also by outputs that a walk backward does not come to', async () => {
    await load({
      operation_inputs: [into('OP', 'IN')],
      operation_outputs: [into('OP', 'UNTIMED'), into('OP', 'TIMED', 10)],
    });
    for (const genealogy of await open()) {
      const { totals } = await genealogy.trace({ roots: ['UNTIMED'], direction: 'backward' });
      expect(totals).toMatchObject({ lots: 2, operations: 1, certain: 1, possible: 1 });
    }
  });

  it('D2: a link that is moved leads to its new end at once, though its old end was at hand', async () => {
    await load({
      lots: lots('A', 'B', 'OTHER'),
      lot_links: [{ ...consumed('A', 'B'), linkId: '1', recordedAt: at(1) }],
    });
    const [, levels] = await open();
    expect((await levels!.ids({ roots: ['A'], direction: 'forward' })).ids).toEqual(['A', 'B']);
    await load({ lot_links: [{ ...consumed('A', 'NEW'), linkId: '1', recordedAt: at(2) }] });
    const { ids } = await levels!.ids({ roots: ['A', 'OTHER'], direction: 'forward' });
    expect(ids.toSorted()).toEqual(['A', 'NEW', 'OTHER']);
  });

  it('D1: serials that stand far from their production lot, and among other lots, are its serials', async () => {
    const serials = ['S1', 'S2', 'S3'].map((lotId) => ({ lotId, itemId: 'unit', productionLotId: 'BATCH' }));
    const [first, second, third] = serials;
    const others = lots('X', 'Y').map((lot) => ({ ...lot, productionLotId: 'NEVER LISTED' }));
    await load({ lots: [first!, ...others, second!, ...lots('BATCH'), third!] });
    for (const genealogy of await open()) {
      const down = await genealogy.ids({ roots: ['BATCH'], direction: 'forward' });
      expect(down.ids.toSorted()).toEqual(['BATCH', 'S1', 'S2', 'S3']);
      const up = await genealogy.ids({ roots: ['S2', 'X'], direction: 'backward' });
      expect(up.ids).toEqual(expect.arrayContaining(['BATCH', 'S2', 'X']));
      expect(up.ids).not.toContain('Y');
    }
  });
});
