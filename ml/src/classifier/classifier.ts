import type { FeatureTable } from '../table/feature-table.ts';

/** What was learnt of classes 0 … classes − 1. */
export interface Classifier {
  /** Rows × classes; each row adds up to 1. Throws `RangeError` for other columns than those of the training. */
  probabilities(table: FeatureTable): Float32Array;
}

/** Throws `RangeError` when a row has no label, or when a class has no row. */
export function checkLabels(train: FeatureTable, labels: Uint8Array, classes: number): void {
  if (labels.length !== train.rows) throw new RangeError(`${train.rows} rows have not ${labels.length} labels`);
  if (new Set(labels).size !== classes) throw new RangeError(`There are not ${classes} classes in the training rows`);
  if (labels.some((label) => label >= classes)) throw new RangeError(`A class is 0 to ${classes - 1}`);
}

export function checkColumns(names: readonly string[], table: FeatureTable): void {
  if (table.names.length !== names.length || table.names.some((name, at) => name !== names[at]))
    throw new RangeError(`These columns are not those of the training: ${table.names.join(', ')}`);
}
