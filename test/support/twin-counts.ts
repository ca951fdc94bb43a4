import type { TwinLot } from './twin-lot.ts';

/** A quantity that came into a place, or left it when below zero. */
export interface StockEntry {
  site: string;
  location: string;
  quantity: number;
  at: number;
  tag: 'receipt' | 'produce' | 'in' | 'out' | 'return' | 'count' | 'assumed';
}

/** Counts replace what came before them; without a record that brought stock in, only what came back is stock. */
export function countedEntries(stock: readonly StockEntry[]): StockEntry[] {
  const kept = stock.some(({ tag }) => tag === 'receipt' || tag === 'produce' || tag === 'in');
  const newest = (test: (entry: StockEntry) => boolean) =>
    Math.max(0, ...stock.filter((entry) => entry.tag === 'count' && test(entry)).map(({ at }) => at));
  return stock.filter((entry) => {
    const whole = newest(({ site, location }) => site === entry.site && location === '');
    const inner = newest(({ site, location }) => site === entry.site && location !== '');
    let cutoff = newest(({ site, location }) => site === entry.site && location === entry.location);
    if (entry.site === '') cutoff = newest(() => true);
    else if (whole > inner) cutoff = whole;
    else if (entry.location === '') cutoff = newest(({ site }) => site === entry.site);
    if (entry.tag === 'count') return entry.at === cutoff && (entry.location === '') === whole > inner;
    return (entry.at > cutoff || cutoff === 0) && (kept || cutoff > 0 || entry.tag === 'return');
  });
}

export function newestCounts({ counts }: TwinLot): TwinLot['counts'] {
  return [...Map.groupBy(counts, ({ siteId, location }) => `${siteId} ${location}`).values()].flatMap((list) =>
    list.sort((a, b) => b.at - a.at || Number(b.physical) - Number(a.physical)).slice(0, 1),
  );
}
