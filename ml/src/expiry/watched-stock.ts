import type { WatchedFeature } from '../evaluation/judge-drift.ts';
import type { ExpiryData } from './expiry-data.ts';

/** What is watched of the stock at the cut-off. Shapes [lots]. */
export function watchedStock({ now, cutoffDay }: Pick<ExpiryData, 'now' | 'cutoffDay'>): WatchedFeature[] {
  const daysLeft = now.lastDay.map((day) => (Number.isFinite(day) ? day - cutoffDay + 1 : NaN));
  return [
    { feature: 'days left', values: daysLeft },
    { feature: 'quantity', values: now.quantity },
  ];
}
