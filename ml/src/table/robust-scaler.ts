import { type FeatureTable, sortedColumn } from './feature-table.ts';
import { quantileOfSorted } from './quantile.ts';

/** Whether a column of the training rows can be measured by: a constant one has no spread, and few values say nothing. */
export type ColumnVerdict = 'used' | 'constant' | 'too few values';

/** Fitted on training rows only. Plain data; the arrays have one entry per column. */
export interface RobustScaler {
  readonly names: readonly string[];
  readonly columns: readonly ColumnVerdict[];
  readonly centre: Float64Array;
  /** In the unit of the column; 0 where the column is not used. */
  readonly spread: Float64Array;
  /** Scaled values beyond ± this are set to it. */
  readonly clip: number;
}

const fewestValues = 8;
const normalIqr = 1.3489795;
const normalMad = 1.4826022;

/**
 * Median and IQR / 1.349 of the known values; MAD × 1.483, and then the standard deviation, where more than half of the values are
 * equal. Each equals the standard deviation for a normal column (Rousseeuw & Croux 1993). `tails`: not less than the standard deviation
 * without the outermost hundredths: a column that is nearly always the same would otherwise outweigh all others in a distance.
 */
export function fitScaler(train: FeatureTable, { clip = 10, tails = false } = {}): RobustScaler {
  const centre = new Float64Array(train.names.length);
  const spread = new Float64Array(train.names.length);
  const columns = train.names.map((_, column): ColumnVerdict => {
    const sorted = sortedColumn(train, column);
    if (sorted.length < fewestValues) return 'too few values';
    const median = quantileOfSorted(sorted, 0.5);
    centre[column] = median;
    const robust = spreadOf(sorted, median);
    spread[column] = tails && robust > 0 ? Math.max(robust, trimmedDeviation(sorted)) : robust;
    return spread[column] === 0 ? 'constant' : 'used';
  });
  return { names: train.names, columns, centre, spread, clip };
}

function spreadOf(sorted: Float64Array, median: number): number {
  if (sorted[0] === sorted.at(-1)) return 0;
  const iqr = quantileOfSorted(sorted, 0.75) - quantileOfSorted(sorted, 0.25);
  if (iqr > 0) return iqr / normalIqr;
  const distances = sorted.map((value) => Math.abs(value - median)).sort();
  const mad = quantileOfSorted(distances, 0.5);
  if (mad > 0) return mad * normalMad;
  const mean = sorted.reduce((sum, value) => sum + value, 0) / sorted.length;
  return Math.sqrt(sorted.reduce((sum, value) => sum + (value - mean) ** 2, 0) / sorted.length);
}

const trimmed = 0.01;

/** Standard deviation of the values with the outermost ones drawn in: a single wild value does not count. */
function trimmedDeviation(sorted: Float64Array): number {
  const least = quantileOfSorted(sorted, trimmed);
  const most = quantileOfSorted(sorted, 1 - trimmed);
  const drawnIn = sorted.map((value) => Math.min(most, Math.max(least, value)));
  const mean = drawnIn.reduce((sum, value) => sum + value, 0) / drawnIn.length;
  return Math.sqrt(drawnIn.reduce((sum, value) => sum + (value - mean) ** 2, 0) / drawnIn.length);
}

/** Numbers of the columns that are used. */
export function usedColumns(scaler: RobustScaler): number[] {
  return scaler.columns.flatMap((verdict, column) => (verdict === 'used' ? [column] : []));
}

/** Rows × used columns, in spreads from the centre, clipped; NaN stays NaN. Throws `RangeError` for another set of columns. */
export function scaledRows(scaler: RobustScaler, table: FeatureTable): Float32Array {
  const width = table.names.length;
  if (width !== scaler.names.length || table.names.some((name, at) => name !== scaler.names[at])) {
    throw new RangeError(`These columns are not those of the training: ${table.names.join(', ')}`);
  }
  const used = usedColumns(scaler);
  const scaled = new Float32Array(table.rows * used.length);
  for (const [place, column] of used.entries()) {
    const centre = scaler.centre[column] as number;
    const spread = scaler.spread[column] as number;
    for (let row = 0; row < table.rows; row++) {
      const z = ((table.values[row * width + column] as number) - centre) / spread;
      scaled[row * used.length + place] = Math.max(-scaler.clip, Math.min(scaler.clip, z));
    }
  }
  return scaled;
}
