import type { ExpiryAction, ExpiryRisk, ExpirySaving } from '@lotscope/api/contract';

export const actionNames: Readonly<Record<ExpiryAction, string>> = {
  'use-first': 'Use first',
  transfer: 'Transfer',
  markdown: 'Mark down',
};

/** The action that saves most, when any is known to save something. */
export function bestSaving({ savings }: Pick<ExpiryRisk, 'savings'>): ExpirySaving | undefined {
  return savings
    .filter(({ saved }) => saved.amount !== null && saved.amount > 0)
    .toSorted((one, other) => (other.saved.amount ?? 0) - (one.saved.amount ?? 0))[0];
}
