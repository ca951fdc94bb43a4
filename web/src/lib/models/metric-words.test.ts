import { expect, test } from 'vitest';
import { metricWords } from './metric-words.ts';

const unknown = { value: null, low: null, high: null };
const metric = (label: string, rules: string[]) => ({
  name: label,
  label,
  betterWhen: 'up' as const,
  model: unknown,
  baselines: rules.map((name) => ({ name, value: unknown, difference: unknown })),
});

test('each measure and simple rule of a card is explained once; what nobody can explain is left out', () => {
  const words = metricWords([
    metric('Recall at 10 % inspected', ['prevalence', 'days of supply']),
    metric('Brier score', ['prevalence', 'a new rule']),
    metric('Unheard-of', []),
  ]);
  expect(words.map(({ term }) => term)).toEqual([
    'Recall at 10 % inspected',
    'Brier score',
    'prevalence',
    'days of supply',
  ]);
});
