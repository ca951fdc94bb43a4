import { type FeatureTable, sortedColumn } from '../table/feature-table.ts';
import { quantileOfSorted } from '../table/quantile.ts';
import { checkColumns } from './classifier.ts';

/** Ascending edges of the bins of each column; a column that is constant or never known in training has none. */
export interface PiecewiseLinear {
  readonly names: readonly string[];
  readonly edges: readonly Float64Array[];
}

/**
 * Cuts each column into bins that hold equally many training rows, so that a network can bend at each edge as a tree splits there
 * (Gorishniy, Rubachev & Babenko, "On Embeddings for Numerical Features in Tabular Deep Learning", 2022).
 */
export function fitPiecewiseLinear(train: FeatureTable, bins = 12): PiecewiseLinear {
  const edges = train.names.map((_, column) => {
    const sorted = sortedColumn(train, column);
    if (sorted.length === 0) return new Float64Array(0);
    const cuts = Array.from({ length: bins + 1 }, (_each, at) => quantileOfSorted(sorted, at / bins));
    const distinct = [...new Set(cuts)];
    return Float64Array.from(distinct.length < 2 ? [] : distinct);
  });
  return { names: train.names, edges };
}

/** Inputs per row: one for each bin, and one for each column that says whether its value is known. */
export function encodedWidth({ edges }: PiecewiseLinear): number {
  return edges.reduce((sum, cuts) => sum + Math.max(0, cuts.length - 1) + 1, 0);
}

/**
 * Rows × `encodedWidth`: how full each bin is, −1 below it, 1 above it, between them inside; 0 when the value is not known. The first and the
 * last bin go on beyond their outer edges, up to four widths.
 */
export function encode(encoding: PiecewiseLinear, table: FeatureTable): Float32Array {
  const width = encodedWidth(encoding);
  const columns = encoding.names.length;
  checkColumns(encoding.names, table);
  const inputs = new Float32Array(table.rows * width);
  for (let row = 0; row < table.rows; row++) {
    let at = row * width;
    for (const [column, cuts] of encoding.edges.entries()) {
      const value = table.values[row * columns + column] as number;
      const known = !Number.isNaN(value);
      inputs[at++] = known ? 1 : 0;
      for (let bin = 0; bin + 1 < cuts.length; bin++) inputs[at++] = known ? fullness(cuts, bin, value) : 0;
    }
  }
  return inputs;
}

function fullness(cuts: Float64Array, bin: number, value: number): number {
  const from = cuts[bin] as number;
  const until = cuts[bin + 1] as number;
  const lowest = bin === 0 ? -4 : 0;
  const highest = bin + 2 === cuts.length ? 5 : 1;
  return 2 * Math.max(lowest, Math.min(highest, (value - from) / (until - from))) - 1;
}
