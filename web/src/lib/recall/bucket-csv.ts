import type { ScopeBucket } from '@lotscope/api/contract';
import { buckets } from '#lib/vocabulary/buckets.ts';

type Cell = string | number | null;

/** Buckets as CSV: one row per bucket and unit, because units are never added (D5). */
export function bucketCsvRows(rows: readonly ScopeBucket[]): [header: string[], rows: Cell[][]] {
  const header = [
    'bucket',
    'lots',
    'quantity',
    'unit',
    'rows with unknown quantity',
    'exposure',
    'currency',
    'rows not valued',
    'counts as exposure',
  ];
  const lines = rows.flatMap((row) => {
    // Nothing in a bucket is a known nothing; lots without a quantity are not.
    const none = { quantity: row.lots === 0 ? 0 : null, unit: null, unknown: row.lots };
    const quantities = row.quantities.length > 0 ? row.quantities : [none];
    return quantities.map(({ quantity, unit, unknown }, index): Cell[] => [
      buckets[row.bucket].label,
      row.lots,
      quantity,
      unit,
      unknown,
      // The money belongs to the bucket, not to a unit: it is written once.
      index === 0 ? row.exposure.amount : null,
      row.exposure.currency,
      index === 0 ? row.exposure.unknown : null,
      row.terminal ? 'yes' : 'no',
    ]);
  });
  return [header, lines];
}
