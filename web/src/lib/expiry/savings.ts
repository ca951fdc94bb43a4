import type { ExpiryAction, ExpiryRisk, ExpirySaving } from '@lotscope/api/contract';

export const actionNames: Readonly<Record<ExpiryAction, string>> = {
  'use-first': 'Use first',
  transfer: 'Transfer',
  markdown: 'Mark down',
};

/** What a saving is a saving of: more than the lot's own loss may be avoided. */
export const savingMeans =
  'A saving is that of all stock of the item at the site (of a transfer: at both sites), so it may exceed the cost of the lot itself';

/** It saves more than the lot alone is expected to lose. */
export const savesOthersToo = (
  { saved }: ExpirySaving,
  { expectedMoney }: Pick<ExpiryRisk, 'expectedMoney'>,
): boolean => saved.amount !== null && expectedMoney.amount !== null && saved.amount > expectedMoney.amount;

/** Nobody knows what it saves; the detail says why. */
export const isUntold = ({ saved }: ExpirySaving): boolean => saved.amount === null;

/** Why no action is recommended. */
export function savingText({ savings, expectedQuantity }: Pick<ExpiryRisk, 'savings' | 'expectedQuantity'>): string {
  if (savings.length === 0) return expectedQuantity === 0 ? 'nothing to save' : 'not told';
  return savings.some(isUntold) ? 'nothing known' : 'no action saves anything';
}

/** The action that saves most, when any is known to save something. */
export function bestSaving({ savings }: Pick<ExpiryRisk, 'savings'>): ExpirySaving | undefined {
  return savings
    .filter(({ saved }) => saved.amount !== null && saved.amount > 0)
    .toSorted((one, other) => (other.saved.amount ?? 0) - (one.saved.amount ?? 0))[0];
}
