import { expect, test } from 'vitest';
import { Random } from '../random/random.ts';
import { calibrated, fitCalibration } from './calibrated.ts';

const random = new Random(4);

/** Log-odds that say twice what is so, and outcomes. */
function sample(count: number) {
  const logits = Float64Array.from({ length: count }, () => 4 * random.normal() - 4);
  return { logits, labels: logits.map((logit) => Number(random.uniform() < 1 / (1 + Math.exp(-logit / 2)))) };
}

test.each([300, 3000])('of %d rows, lots that the members tell apart keep their order, and their interval', (count) => {
  const { logits, labels } = sample(count);
  const calibration = fitCalibration(logits, Uint8Array.from(labels));
  const asked = Float64Array.from({ length: 400 }, (_, at) => -12 + at / 25);
  const members = [asked.map((value) => value - 0.4), asked.map((value) => value + 0.4)];
  const { probability, low, high } = calibrated(calibration, members);
  probability.forEach((p, at) => {
    if (at > 0) expect(p).toBeGreaterThan(probability[at - 1]!);
    expect(low[at]).toBeLessThanOrEqual(p);
    expect(high[at]).toBeGreaterThanOrEqual(p);
    expect(Math.abs(p - 1 / (1 + Math.exp(-asked[at]! / 2)))).toBeLessThan(count > 1000 ? 0.08 : 0.15);
  });
});
