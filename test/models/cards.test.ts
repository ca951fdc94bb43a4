import type { ModelCard } from '@lotscope/ml';
import { expect, test } from 'vitest';
import { cardLines } from './cards.ts';

const estimate = (value: number) => ({ value, low: value - 0.01, high: value + 0.01 });

const card: ModelCard = {
  family: 'expiry',
  verdict: 'It beats the best other rule',
  trainedOn: { from: '', to: '', rows: 40, positives: 7, labelled: 30, hash: 'abcdef0123456789' },
  protocol: '',
  features: [],
  metrics: [
    {
      name: 'brier',
      label: 'Brier score',
      betterWhen: 'down',
      model: estimate(0.0914),
      baselines: [
        { name: 'days of supply', value: estimate(0.15), difference: estimate(-0.0586) },
        { name: 'deterministic FEFO', value: estimate(0.12), difference: estimate(-0.0286) },
        { name: 'nothing known', value: { value: null, low: null, high: null }, difference: estimate(0) },
      ],
    },
    {
      name: 'auroc',
      label: 'AUROC',
      betterWhen: 'up',
      model: { value: 0.9, low: null, high: null },
      baselines: [
        { name: 'weak', value: estimate(0.6), difference: estimate(0.3) },
        { name: 'strong', value: estimate(0.8), difference: estimate(0.1) },
      ],
    },
  ],
  calibration: [],
  segments: [],
  limits: [],
  drift: [],
  seed: 1,
  backend: 'wasm',
  milliseconds: 1,
};

test('a chapter shows the figures of the card: each metric, its interval, and the strongest rival in its direction', () => {
  const lines = cardLines(card).join('\n');
  expect(lines).toContain('40 rows, 30 with a known outcome, 7 of them bad. It beats the best other rule');
  expect(lines).toContain('seed 1, wasm, data abcdef012345');
  expect(lines).toContain(
    '| Brier score | 0.0914 [0.0814, 0.1014] | deterministic FEFO 0.1200 | -0.0286 [-0.0386, -0.0186] |',
  );
  expect(lines).toContain('| AUROC | 0.9000 [–, –] | strong 0.8000 | 0.1000 [0.0900, 0.1100] |');
});
