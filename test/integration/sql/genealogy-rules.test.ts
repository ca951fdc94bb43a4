import { ScopeGone, UnknownRoots } from '@lotscope/sql/genealogy';
import { afterEach, describe, expect, it } from 'vitest';
import { at, consumed, into, load, lots, open, startAgain } from './rule-plant.ts';

describe('D8: time', () => {
  afterEach(startAgain);

  it('material added after an output was drawn cannot be in it, and the evidence names lot, operation and both times', async () => {
    await load({
      operation_inputs: [into('Blend 12', 'SUGAR/7', 8), into('Blend 12', 'SALT #9', 11)],
      operation_outputs: [into('Blend 12', 'DRAWN-EARLY', 10), into('Blend 12', 'DRAWN-LATE', 12)],
    });
    for (const genealogy of await open()) {
      const scope = await genealogy.scope({ roots: ['SALT #9'] });
      expect(scope.totals).toMatchObject({ lots: 2, operations: 1, links: 2, certain: 2, possible: 0, excluded: 1 });
      expect(scope.excluded).toMatchObject([
        {
          lotId: 'DRAWN-EARLY',
          evidence: [
            {
              reason: 'drawn-before-added',
              parent: { kind: 'operation', id: 'Blend 12' },
              child: { kind: 'lot', id: 'DRAWN-EARLY' },
              addedFrom: '2026-03-02T11:00:00.000Z',
              addedUntil: '2026-03-02T11:00:00.000Z',
              drawnUntil: '2026-03-02T10:00:00.000Z',
            },
          ],
        },
      ]);
      const trace = await genealogy.trace({ roots: ['DRAWN-EARLY'], direction: 'backward' });
      expect(trace.lots.map(({ lotId }) => lotId)).toEqual(['DRAWN-EARLY', 'SUGAR/7']);
    }
  });

  it('two windows of one operation are one question, from the first to the last, in whatever order they are asked', async () => {
    await load({ operation_outputs: [into('OP', 'EARLY', 10), into('OP', 'LATE', 15)] });
    const [early, late] = [
      { operation: 'OP', from: at(8), to: at(11) },
      { operation: 'OP', from: at(14) },
    ] as const;
    for (const genealogy of await open()) {
      const ids = new Set<string>();
      expect((await genealogy.scope({ roots: [late] })).totals.lots).toBe(1);
      for (const roots of [
        [early, late],
        [late, early],
        [late, { operation: 'OP' }],
      ]) {
        const { scopeId, totals } = await genealogy.scope({ roots });
        expect(totals).toMatchObject({ roots: 1, lots: 2 });
        expect((await genealogy.computedScope(scopeId)).lots()).toHaveLength(2);
        if (roots.includes(early)) ids.add(scopeId);
      }
      expect(ids.size).toBe(1);
    }
  });

  it('R9: an exclusion is explained on every way that leads to the lot, through other excluded lots too', async () => {
    await load({
      operation_inputs: [into('CLEANED', 'ROOT', 8), into('CLEANED', 'LATER', 14)],
      operation_outputs: [into('CLEANED', 'AFTER', 16)],
      operations: [{ operationId: 'CLEANED', machine: 'M1', siteId: 'P', startedAt: at(6), endedAt: at(20) }],
      equipment_events: [{ machine: 'M1', siteId: 'P', kind: 'cleaning', startedAt: at(11), endedAt: at(12) }],
      lot_links: [
        consumed('ROOT', 'SURE', { at: at(10) }),
        consumed('SURE', 'EARLY', { at: at(9) }),
        consumed('ROOT', 'EMPTY', { at: at(10), quantity: 0 }),
        ...['EARLY', 'EMPTY', 'AFTER'].map((lot) => consumed(lot, 'DEEP', { at: at(18) })),
      ],
    });
    for (const genealogy of await open()) {
      const { scopeId, totals, excluded } = await genealogy.scope({ roots: ['ROOT'] });
      expect(totals).toMatchObject({ lots: 2, excluded: 4 });
      expect(excluded.find(({ lotId }) => lotId === 'DEEP')?.evidence).toHaveLength(1);
      const explained = await genealogy.excludedEvidence(scopeId, 'DEEP');
      expect(explained).toMatchObject({ lotId: 'DEEP', withheld: 0 });
      expect(
        explained?.evidence.map(({ reason, parent, child }) => `${reason}: ${parent.id} → ${child.id}`).sort(),
      ).toEqual(['cleaning: CLEANED → AFTER', 'drawn-before-added: SURE → EARLY', 'no-quantity: ROOT → EMPTY']);
      for (const lot of ['SURE', 'ROOT', 'NOBODY']) expect(await genealogy.excludedEvidence(scopeId, lot)).toBeNull();
    }
  });

  it('a cleaning of the machine between adding and drawing excludes; one on another machine does not', async () => {
    await load({
      operations: [{ operationId: 'RUN', machine: 'M1', siteId: 'P', startedAt: at(6), endedAt: at(20) }],
      operation_inputs: [into('RUN', 'BEFORE', 8), into('RUN', 'AFTER', 14)],
      operation_outputs: [into('RUN', 'FIRST', 9), into('RUN', 'LAST', 16)],
      equipment_events: [
        { machine: 'M1', siteId: 'P', kind: 'cleaning', startedAt: at(11), endedAt: at(12) },
        { machine: 'M2', siteId: 'P', kind: 'cleaning', startedAt: at(8), endedAt: at(9) },
        { machine: 'M1', siteId: 'P', kind: 'maintenance', startedAt: at(8), endedAt: at(9) },
      ],
    });
    for (const genealogy of await open()) {
      const scope = await genealogy.scope({ roots: ['BEFORE'] });
      expect((await genealogy.ids({ roots: ['BEFORE'], direction: 'forward' })).ids).toEqual(['BEFORE', 'FIRST']);
      expect(scope.excluded[0]).toMatchObject({
        lotId: 'LAST',
        evidence: [
          {
            reason: 'cleaning',
            machine: 'M1',
            cleanedFrom: '2026-03-02T11:00:00.000Z',
            cleanedUntil: '2026-03-02T12:00:00.000Z',
          },
        ],
      });
    }
  });

  it('dates without times leave the order open: possible, and what is missing is named', async () => {
    await load({
      operation_inputs: [{ ...into('OP', 'A'), at: '2026-03-02' }],
      operation_outputs: [{ ...into('OP', 'B'), at: '2026-03-02' }],
    });
    for (const genealogy of await open()) {
      const { lots: traced, totals } = await genealogy.trace({ roots: ['A'], direction: 'forward' });
      expect(totals).toMatchObject({ certain: 1, possible: 1, excluded: 0 });
      expect(traced[1]).toMatchObject({
        lotId: 'B',
        certainty: 'possible',
        missing: [{ missing: 'time-of-day' }, { missing: 'time-of-day' }],
      });
    }
  });

  it('an operation that was timed as a whole is one event: what its input got while it ran may be in it', async () => {
    await load({
      operations: [{ operationId: 'OP', startedAt: at(8), endedAt: at(16) }],
      operation_inputs: [into('OP', 'TANK')],
      operation_outputs: [into('OP', 'OUT')],
      lot_links: [consumed('DURING', 'TANK', { at: at(10) }), consumed('AFTER', 'TANK', { at: at(18) })],
    });
    for (const genealogy of await open()) {
      expect((await genealogy.scope({ roots: ['TANK'] })).totals).toMatchObject({ certain: 2, possible: 0 });
      expect((await genealogy.scope({ roots: ['DURING'] })).totals).toMatchObject({
        lots: 3,
        possible: 1,
        excluded: 0,
      });
      expect((await genealogy.scope({ roots: ['AFTER'] })).totals).toMatchObject({ lots: 2, excluded: 1 });
    }
  });

  it('an operation is at fault from a moment on: what was drawn before stays out', async () => {
    await load({ operation_outputs: [into('OP', 'EARLY', 8), into('OP', 'LATE', 12)] });
    for (const genealogy of await open()) {
      const { totals } = await genealogy.scope({ roots: [{ operation: 'OP', from: at(10) }] });
      expect(totals).toMatchObject({ lots: 1, operations: 1, excluded: 1 });
    }
  });
});

describe('genealogy rules', () => {
  afterEach(startAgain);

  it('D9: pallet-mates are not relatives', async () => {
    await load({
      lots: lots('A', 'B'),
      handling_units: [
        { handlingUnitId: 'SSCC 1', lotId: 'A', quantity: 1 },
        { handlingUnitId: 'SSCC 1', lotId: 'B', quantity: 1 },
      ],
    });
    for (const genealogy of await open())
      expect((await genealogy.ids({ roots: ['A'], direction: 'both' })).ids).toEqual(['A']);
  });

  it('D1: a serial is its production lot: reached from it, never leading to its siblings', async () => {
    await load({
      lots: [
        ...lots('RAW', 'BATCH'),
        ...['SN1', 'SN2'].map((lotId) => ({ lotId, itemId: 'device', productionLotId: 'BATCH' })),
      ],
      operation_inputs: [into('OP', 'RAW', 8)],
      operation_outputs: [into('OP', 'BATCH', 9)],
    });
    for (const genealogy of await open()) {
      const forward = await genealogy.trace({ roots: ['RAW'], direction: 'forward' });
      expect(forward.lots.map(({ lotId, certainty, share }) => [lotId, certainty, share])).toEqual([
        ['RAW', 'certain', 1],
        ['BATCH', 'certain', 1],
        ['SN1', 'certain', 1],
        ['SN2', 'certain', 1],
      ]);
      expect((await genealogy.ids({ roots: ['SN1'], direction: 'both' })).ids).toEqual(['SN1', 'BATCH', 'RAW']);
    }
  });

  it('T5, D10: by-products have the share of their operation; a lot link shows the operation it was recorded under', async () => {
    await load({
      operation_inputs: [into('OP', 'SUSPECT', 8, 25), into('OP', 'CLEAN', 8, 75)],
      operation_outputs: [into('OP', 'MAIN', 9, 90), { ...into('OP', 'BY', 9, 10), role: 'byproduct' }],
      lot_links: [consumed('MAIN', 'PACKED', { operationId: 'PACK-1', at: at(10), quantity: 5 })],
    });
    for (const genealogy of await open()) {
      const trace = await genealogy.trace({ roots: ['SUSPECT'], direction: 'forward' });
      expect(new Map(trace.lots.map(({ lotId, share }) => [lotId, share]))).toEqual(
        new Map([
          ['SUSPECT', 1],
          ['MAIN', 0.25],
          ['BY', 0.25],
          ['PACKED', 0.25],
        ]),
      );
      expect(trace.links).toContainEqual({
        parent: 'MAIN',
        child: 'PACKED',
        operationId: 'PACK-1',
        source: 'link',
        kind: 'consumed',
        quantity: 5,
        unit: 'kg',
        from: '2026-03-02T10:00:00.000Z',
        until: '2026-03-02T10:00:00.000Z',
      });
      const back = await genealogy.trace({ roots: ['PACKED'], direction: 'backward' });
      expect(back.lots.find(({ lotId }) => lotId === 'CLEAN')?.share).toBeCloseTo(0.75, 12);
    }
  });

  it('D7: an operation is a node with its inputs and outputs, not the product of them', async () => {
    const [ins, outs] = [
      ['I1', 'I2', 'I3'],
      ['O1', 'O2', 'O3', 'O4'],
    ];
    await load({
      operation_inputs: ins.map((lot) => into('OP', lot, 8)),
      operation_outputs: outs.map((lot) => into('OP', lot, 9)),
    });
    for (const genealogy of await open()) {
      const trace = await genealogy.trace({ roots: ins, direction: 'forward' });
      expect(trace.totals).toMatchObject({ lots: 7, operations: 1, links: 7, depth: 1 });
      expect(trace.links.map(({ source, operationId }) => `${source} ${operationId}`).sort()).toEqual([
        ...ins.map(() => 'input OP'),
        ...outs.map(() => 'output OP'),
      ]);
    }
  });

  it('D9: a return is a movement, not a parent', async () => {
    const back = { reason: 'return', quantity: 1, unit: 'kg', toSiteId: 'north', document: 'RMA 1', at: at(12) };
    await load({
      lots: lots('A', 'B'),
      movements: [
        { lotId: 'A', ...back },
        { lotId: 'B', ...back },
      ],
    });
    for (const genealogy of await open())
      expect((await genealogy.ids({ roots: ['A'], direction: 'both' })).ids).toEqual(['A']);
  });

  it('D11: however small the share, the lot stays in the scope, and stays certain', async () => {
    await load({
      operation_inputs: [into('OP', 'TRACE', 8, 0.000_001), into('OP', 'CLEAN', 8, 1_000_000)],
      operation_outputs: [into('OP', 'MAIN', 9, 1_000_000)],
    });
    for (const genealogy of await open()) {
      const scope = await genealogy.scope({ roots: ['TRACE'] });
      expect(scope.totals).toMatchObject({ lots: 2, certain: 2, possible: 0, excluded: 0 });
      const computed = await genealogy.computedScope(scope.scopeId);
      const main = (await computed.details(computed.lots())).find((lot) => lot?.lotId === 'MAIN');
      expect(main).toMatchObject({ certainty: 'certain', missing: [] });
      expect(main?.share).toBeCloseTo(1e-12, 15);
      expect(main?.share).toBeGreaterThan(0);
    }
  });

  it('D12: rework and substitutes are followed like any other input, and the trace says that they are such', async () => {
    await load({
      operation_inputs: [
        { ...into('OP', 'REWORKED', 8), role: 'rework' },
        { ...into('OP', 'INSTEAD', 8), role: 'substitute' },
      ],
      operation_outputs: [into('OP', 'NEW', 9)],
      lot_links: [consumed('OTHER', 'NEW', { kind: 'reworked', substituteFor: 'USUAL', at: at(8) })],
    });
    for (const genealogy of await open()) {
      const trace = await genealogy.trace({ roots: ['NEW'], direction: 'backward' });
      const kinds = trace.links.filter(({ source }) => source !== 'output').map(({ parent, kind }) => [parent, kind]);
      expect(new Map(kinds as [string, string][])).toEqual(
        new Map([
          ['REWORKED', 'rework'],
          ['INSTEAD', 'substitute'],
          ['OTHER', 'reworked'],
        ]),
      );
      expect(trace.lots.map(({ lotId }) => lotId)).not.toContain('USUAL');
    }
  });

  it('finds lots by any id, and says which roots it does not know', async () => {
    const hostile = ['LOT/1:2#3%,"\'', 'ümläut 🧪', 'x'.repeat(400), ' spaced '];
    await load({ lot_links: hostile.map((id) => consumed(id, `${id}→`)) });
    for (const genealogy of await open()) {
      for (const id of hostile.filter((one) => one.trim() === one))
        expect((await genealogy.ids({ roots: [id], direction: 'forward' })).ids).toEqual([id, `${id}→`]);
      await expect(genealogy.scope({ roots: ['nobody'] })).rejects.toThrow(UnknownRoots);
      await expect(genealogy.computedScope('0-0-hnothing')).rejects.toThrow(ScopeGone);
    }
  });
});
