import type { Estimate } from '@lotscope/api/contract';
import { formatNumber } from '#lib/format/figures.ts';

/** A figure with its 95 % interval: `0.081 (0.072 to 0.09)`; null when it cannot be told from the data. */
export function estimateText({ value, low, high }: Estimate, locale?: string): string | null {
  if (value === null) return null;
  const figure = formatNumber(value, locale);
  return low === null || high === null ? figure : `${figure} (${intervalText(low, high, locale)})`;
}

export function intervalText(low: number, high: number, locale?: string): string {
  return `${formatNumber(low, locale)} to ${formatNumber(high, locale)}`;
}

export type Comparison = 'better' | 'worse' | 'no clear difference' | 'cannot be told';

/** What a paired difference, model less baseline, says of the model: nothing clear while its interval includes 0. */
export function compared({ low, high }: Estimate, betterWhen: 'up' | 'down'): Comparison {
  if (low === null || high === null) return 'cannot be told';
  if (low <= 0 && high >= 0) return 'no clear difference';
  return low > 0 === (betterWhen === 'up') ? 'better' : 'worse';
}
