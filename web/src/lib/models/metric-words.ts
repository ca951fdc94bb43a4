import type { ModelCard } from '@lotscope/api/contract';

/** What the measures of a card mean, for readers who are no statisticians; a label may begin like this. */
const measures: readonly (readonly [start: string, means: string])[] = [
  [
    'Average precision',
    'How pure the top of the list is: the share of lots that deviate among those ranked highest, averaged over every length of the list. 1 is perfect; chance gives the prevalence.',
  ],
  ['Recall at', 'Share of the deviating lots that are found when so many of those ranked highest are inspected.'],
  ['AUROC', 'How often a lot that deviates is ranked above one that does not. 0.5 is chance, 1 is always.'],
  ['Log-loss', 'What the probabilities cost in surprise: being sure and wrong costs most. 0 is perfect.'],
  ['Brier score', 'Mean squared error of the probabilities. 0 is perfect, 0.25 is saying 50 % always.'],
  ['Brier skill', 'Part of the error of the simple rule that the model avoids. 0 is no better, 1 is perfect.'],
  [
    'Pinball loss',
    'How far the bounds that are exceeded in 10 % and 90 % of cases (P10, P90) are off, most on the side on which they should not be. 0 is perfect.',
  ],
  [
    'Distance from 80 % inside the interval',
    'Eight of ten outcomes should lie inside their interval: how far the share that does is from that, in parts of 1. 0 is as promised.',
  ],
  ['Money predicted too much or too little', 'All that was predicted less all that was lost. 0 is neither.'],
];

/** What the simple rules do that a model has to beat. */
const rules: Readonly<Record<string, string>> = {
  prevalence: 'The same probability for every lot: the share that deviates.',
  'supplier past rate': 'What earlier lots of the supplier and material did.',
  'moving average of the supplier': 'The same, the newest lots counting most.',
  'margin to limits': 'How near the worst result is to its limit.',
  'logistic regression': 'A weighted sum of the same features.',
  'days of supply': 'Stock divided by the usual demand of a day.',
  'deterministic FEFO': 'First expired, first out at the usual demand, without chance.',
};

/** The words behind the measures and rules that a card names, each once and as far as they are known here. */
export function metricWords(metrics: ModelCard['metrics']): { term: string; means: string }[] {
  const explained = (term: string, means: string | undefined) => (means === undefined ? [] : [{ term, means }]);
  const ofMeasures = metrics.flatMap(({ label }) =>
    explained(label, measures.find(([start]) => label.startsWith(start))?.[1]),
  );
  const named = new Set(metrics.flatMap(({ baselines }) => baselines.map(({ name }) => name)));
  return [...ofMeasures, ...[...named].flatMap((name) => explained(name, rules[name]))];
}
