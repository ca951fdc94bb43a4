import { Random } from '../random/random.ts';
import type { FeatureTable } from '../table/feature-table.ts';
import { checkColumns, checkLabels, type Classifier } from './classifier.ts';
import { drawQuestion, isLess, type Question } from './question.ts';

export interface TreeOptions {
  readonly seed?: number;
  readonly trees?: number;
  /** Questions that are drawn where rows are to be parted; the best is asked. */
  readonly questions?: number;
  /** Share of the questions that are about one column over another. */
  readonly ratios?: number;
}

type Tree =
  { readonly shares: Float64Array } | { readonly question: Question; readonly less: Tree; readonly other: Tree };

interface Growing {
  readonly table: FeatureTable;
  readonly labels: Uint8Array;
  readonly classes: number;
  readonly questions: number;
  readonly ratios: number;
  readonly random: Random;
}

/**
 * Learns classes by extremely randomised trees (Geurts, Ernst & Wehenkel 2006), grown until the rows of a leaf are of one class or alike; the
 * shares of their leaves are averaged. Some questions are about the ratio of two columns, which a single column needs many steps for. The
 * same rows and seed give the same probabilities. Throws `RangeError` when a row has no label, or when a class has no row.
 */
export function fitExtraTrees(
  train: FeatureTable,
  labels: Uint8Array,
  classes: number,
  options: TreeOptions = {},
): Classifier {
  const { seed = 1, trees = 200, questions = 12, ratios = 0.5 } = options;
  checkLabels(train, labels, classes);
  const random = new Random(seed).split('extra trees');
  const all = Uint32Array.from(labels.keys());
  const grown = Array.from({ length: trees }, (_, at) =>
    grow(all, { table: train, labels, classes, questions, ratios, random: random.split(`tree ${at}`) }),
  );
  return { probabilities: (table) => averaged(grown, train.names, table, classes) };
}

function grow(rows: Uint32Array, growing: Growing): Tree {
  const counts = countsOf(rows, growing);
  const question = counts.includes(rows.length) ? null : bestQuestion(rows, counts, growing);
  if (question === null) return { shares: counts.map((count) => count / rows.length) };
  const isBelow = (row: number) => isLess(growing.table, row, question);
  return {
    question,
    less: grow(rows.filter(isBelow), growing),
    other: grow(
      rows.filter((row) => !isBelow(row)),
      growing,
    ),
  };
}

function countsOf(rows: Uint32Array, { labels, classes }: Growing): Float64Array {
  const counts = new Float64Array(classes);
  for (const row of rows) counts[labels[row]!]!++;
  return counts;
}

/** Of those drawn, the one that leaves the least Gini impurity; null when the rows differ in none of them. */
function bestQuestion(rows: Uint32Array, counts: Float64Array, growing: Growing): Question | null {
  const { table, labels, questions, ratios, random } = growing;
  let best: Question | null = null;
  let purest = -Infinity;
  for (let drawn = 0; drawn < questions; drawn++) {
    const question = drawQuestion(table, rows, ratios, random);
    if (question === null) continue;
    const less = new Float64Array(counts.length);
    for (const row of rows) if (isLess(table, row, question)) less[labels[row]!]!++;
    const pure = purity(less) + purity(counts.map((count, at) => count - less[at]!));
    if (pure > purest) [best, purest] = [question, pure];
  }
  return best;
}

/** Sum of squared counts over the number of rows: most where all are of one class. */
function purity(counts: Float64Array): number {
  const rows = counts.reduce((sum, count) => sum + count, 0);
  return rows === 0 ? 0 : counts.reduce((sum, count) => sum + count * count, 0) / rows;
}

function averaged(trees: readonly Tree[], names: readonly string[], table: FeatureTable, classes: number) {
  checkColumns(names, table);
  const sums = new Float32Array(table.rows * classes);
  for (const tree of trees)
    for (let row = 0; row < table.rows; row++)
      leafOf(tree, table, row).forEach((share, at) => (sums[row * classes + at]! += share / trees.length));
  return sums;
}

function leafOf(tree: Tree, table: FeatureTable, row: number): Float64Array {
  let at = tree;
  while ('question' in at) at = isLess(table, row, at.question) ? at.less : at.other;
  return at.shares;
}
