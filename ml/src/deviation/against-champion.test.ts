import { beforeAll, describe, expect, test } from 'vitest';
import { openBackend } from '../backend/open-backend.ts';
import type { Champion } from '../family.ts';
import { Random } from '../random/random.ts';
import { againstChampion } from './against-champion.ts';
import { backTest, type BackTest } from './back-test.ts';
import { prepareLots } from './prepared-lots.ts';
import { supplierLotDeviation } from './supplier-lot-deviation.ts';
import { syntheticLots } from './testing/synthetic-lots.ts';

const options = { seed: 7, backend: 'wasm' } as const;
const data = syntheticLots({ lots: 1000, seed: 3, learnable: true });
const lots = prepareLots(data);
const halfWay = data.predictedAt.toSorted()[500]!;

describe('a training against the champion', () => {
  let back: BackTest;
  let good: Uint8Array;
  let misled: Uint8Array;
  beforeAll(async () => {
    await openBackend(options.backend);
    back = await backTest(lots, new Random(7), options);
    good = (await supplierLotDeviation.train(data, options)).artefact;
    const upsideDown = { ...data, label: data.label.map((label) => 1 - label) };
    misled = (await supplierLotDeviation.train(upsideDown, options)).artefact;
  });
  const against = (artefact: Uint8Array, knewUntil: number) => {
    const champion: Champion = { artefact, name: 'version 1', knewUntil };
    return againstChampion(lots, back, back.models.logistic, champion, new Random(9));
  };

  test('replaces one that later lots prove wrong', () => {
    const { promote, reason } = against(misled, halfWay);
    expect(reason).toMatch(/^It beats version 1 and .*, on \d+ lots that came after version 1 was trained$/);
    expect(promote).toBe(true);
  });

  test('leaves one that it does not beat for certain', () => {
    expect(against(good, halfWay)).toMatchObject({
      promote: false,
      reason: expect.stringMatching(/^Insufficient evidence that it beats version 1/),
    });
  });

  test('leaves it where too few lots came after all that it knew: on others it would not be fair', () => {
    expect(against(misled, data.asOf)).toEqual({
      promote: false,
      reason:
        'Insufficient evidence that it beats version 1: 0 lots with a known outcome came after it was trained, 0 of which deviated',
    });
  });

  test('leaves one that cannot be read, and says so', () => {
    expect(against(Uint8Array.of(1, 2, 3), halfWay)).toMatchObject({
      promote: false,
      reason: expect.stringMatching(/^It could not be compared with version 1: /),
    });
  });
});
