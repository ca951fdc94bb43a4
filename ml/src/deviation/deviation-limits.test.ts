import { beforeAll, describe, expect, test } from 'vitest';
import type { Trained } from '../family.ts';
import type { DeviationData } from './deviation-data.ts';
import { supplierLotDeviation } from './supplier-lot-deviation.ts';
import { syntheticLots } from './testing/synthetic-lots.ts';

const options = { seed: 7, backend: 'wasm' } as const;
const honest = syntheticLots({ lots: 900, seed: 3, learnable: true });
const withColumn = (data: DeviationData, values: Float64Array): DeviationData => ({
  ...data,
  extra: [...data.extra, { name: 'complaint cost', meaning: 'what it cost in the end', values }],
});

describe('a column that has seen the outcome', () => {
  test('leaves no model, and the card says which it is', async () => {
    const leaked = Float64Array.from(honest.label, (label, row) => label + 0.1 * Math.sin(row));
    const { skill, card, artefact } = await supplierLotDeviation.train(withColumn(honest, leaked), options);
    expect(skill).toBe('no skill');
    expect(card.verdict).toContain('complaint cost');
    expect(card.limits[0]).toContain('likely seen the outcome');
    expect((await supplierLotDeviation.score(artefact, withColumn(honest, leaked))).probability).toBeNull();
  });

  test('is known by being there for bad lots only', async () => {
    const leaked = Float64Array.from(honest.label, (label) => (label === 1 ? 4 : NaN));
    const { skill, card } = await supplierLotDeviation.train(withColumn(honest, leaked), options);
    expect([skill, card.limits.some((limit) => limit.includes('complaint cost'))]).toEqual(['no skill', true]);
  });
});

describe('lots that are not like those learnt from', () => {
  let trained: Trained;
  beforeAll(async () => {
    trained = await supplierLotDeviation.train(syntheticLots({ lots: 1500, seed: 3, learnable: true }), options);
  });
  const scored = async (change: (data: DeviationData) => DeviationData) => {
    const data = change(syntheticLots({ lots: 1500, seed: 3, learnable: true }));
    const scores = await supplierLotDeviation.score(trained.artefact, data);
    for (const column of [scores.probability!, scores.low!, scores.high!, scores.supplierRate!])
      expect(column.every((value) => value >= 0 && value <= 1)).toBe(true);
    return scores;
  };
  const last = 1499;

  test('are judged all the same, and say what is behind it', async () => {
    const scores = await scored((data) => data);
    expect(scores.lotVerdicts[last]).toBe('judged');
    const supplier = await scored((data) => ({ ...data, supplierId: data.supplierId.with(last, 'NEW') }));
    expect(supplier.lotVerdicts[last]).toBe('new supplier');
    const material = await scored((data) => ({ ...data, itemId: data.itemId.with(last, 'NEW') }));
    expect(material.lotVerdicts[last]).toBe('insufficient history');
    expect(material.drivers[last]!.every(({ value }) => value === null || Number.isFinite(value))).toBe(true);
  });

  test('without any result say so', async () => {
    const scores = await scored((data) => ({ ...data, results: resultsBut(data, last) }));
    expect(scores.lotVerdicts[last]).toBe('no results');
  });

  test('with a value in another unit say so, and it is not taken for one in the usual unit', async () => {
    const inPpm = await scored((data) => {
      const { characteristic, lot, value, lower, upper } = data.results;
      const moved = characteristic.map((place, i) =>
        lot[i] === last && place === 0 ? data.characteristics.length : place,
      );
      const inUnit = (column: Float64Array) =>
        column.map((each, i) => (lot[i] === last && characteristic[i] === 0 ? each * 10_000 : each));
      const results = {
        ...data.results,
        characteristic: moved,
        value: inUnit(value),
        lower: inUnit(lower),
        upper: inUnit(upper),
      };
      return {
        ...data,
        characteristics: [...data.characteristics, 'moisture'],
        units: [...data.units, 'ppm'],
        results,
      };
    });
    const usual = await scored((data) => data);
    expect(inPpm.lotVerdicts[last]).toBe('unit changed');
    expect(inPpm.lotVerdicts.filter((verdict) => verdict === 'unit changed')).toHaveLength(1);
    expect(Math.abs(inPpm.probability![last]! - usual.probability![last]!)).toBeLessThan(0.3);
  });

  test('are told apart by the names of characteristics, not by their places', async () => {
    const usual = await scored((data) => data);
    const shifted = await scored((data) => ({
      ...data,
      characteristics: ['aluminium', ...data.characteristics],
      units: ['ppm', ...data.units],
      results: { ...data.results, characteristic: data.results.characteristic.map((place) => place + 1) },
    }));
    expect([...shifted.probability!]).toEqual([...usual.probability!]);
  });
});

test('two characteristics with one name and unit are refused', async () => {
  const twice = { ...honest, characteristics: honest.characteristics.with(1, 'moisture') };
  await expect(supplierLotDeviation.train(twice, options)).rejects.toThrow(RangeError);
});

test('a characteristic that never varies, one that nobody tests and a material of three lots break nothing and say so', async () => {
  const value = honest.results.value.map((each, i) => (honest.results.characteristic[i] === 2 ? 7 : each));
  const data = {
    ...honest,
    itemId: honest.itemId.map((item, row) => (row < 3 ? 'RARE' : item)),
    characteristics: [...honest.characteristics, 'never tested'],
    units: [...honest.units, '%'],
    results: { ...honest.results, value },
  };
  const trained = await supplierLotDeviation.train(data, options);
  const { probability, lotVerdicts, drivers } = await supplierLotDeviation.score(trained.artefact, data);
  expect(trained.skill).toBe('skill');
  expect(probability!.every((each) => each > 0 && each < 1)).toBe(true);
  expect(lotVerdicts.slice(0, 3)).toEqual(Array(3).fill('insufficient history'));
  expect(drivers.flat().every((driver) => driver.value === null || Number.isFinite(driver.value))).toBe(true);
});

function resultsBut({ results }: DeviationData, row: number): DeviationData['results'] {
  const keep = [...results.lot.keys()].filter((i) => results.lot[i] !== row);
  return {
    lot: Uint32Array.from(keep, (i) => results.lot[i]!),
    characteristic: Uint32Array.from(keep, (i) => results.characteristic[i]!),
    own: Uint8Array.from(keep, (i) => results.own[i]!),
    value: Float64Array.from(keep, (i) => results.value[i]!),
    lower: Float64Array.from(keep, (i) => results.lower[i]!),
    upper: Float64Array.from(keep, (i) => results.upper[i]!),
    knownAt: Float64Array.from(keep, (i) => results.knownAt[i]!),
  };
}
