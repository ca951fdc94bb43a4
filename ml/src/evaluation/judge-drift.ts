import type { Estimate, ModelCard } from '../model-card.ts';
import type { Random } from '../random/random.ts';
import { blocksOf, fewestBlocks, pairedBlockBootstrap } from './block-bootstrap.ts';
import { drift, driftReference, type DriftReference } from './drift.ts';
import { brier } from './probability-metrics.ts';

/** A column of what is scored now. Shape [m], NaN: missing. */
export interface WatchedFeature {
  readonly feature: string;
  readonly values: Float64Array;
}

/** What was said of rows before it was known what became of them. */
export interface JudgedScores {
  /** Shape [n]. */
  readonly probability: Float64Array;
  readonly label: Uint8Array;
  /** Rows that resemble one another (a supplier in a month) have the same key. */
  readonly blocks: readonly string[];
}

export interface DriftInput {
  readonly card: Pick<ModelCard, 'drift'>;
  readonly features: readonly WatchedFeature[];
  /** Of what is open now. Shape [m]. */
  readonly probability: Float64Array;
  /** What the same version says of what it learned from; empty where it does not say anything. Shape [l]. */
  readonly learned: Float64Array;
  readonly judged: JudgedScores;
  readonly random: Random;
}

interface Moved {
  readonly psi: number | null;
  readonly bound: number | null;
  /** In words. */
  readonly verdict: string;
}

export interface DriftReport {
  readonly features: readonly (Moved & { readonly feature: string; readonly missing: number | null })[];
  /** Of the probabilities; null: there are none of what was learnt from. */
  readonly score: Moved | null;
  /** Of what was said before the outcome was known; null: too little of it. */
  readonly brier: Estimate | null;
  /** Share of the features that have moved beyond chance; null: none could be compared. */
  readonly moved: number | null;
}

const fewestJudged = 30;
/** Below, chance decides. */
const fewestNow = 20;

/** How far what is scored now is from what the model learned from, and how good its scores turned out to be. */
export function judgeDrift({ card, features, probability, learned, judged, random }: DriftInput): DriftReport {
  const columns = new Map(features.map(({ feature, values }) => [feature, values]));
  const found = card.drift.map(({ feature, reference }) => {
    const values = columns.get(feature) ?? new Float64Array();
    const { missing, ...moved } = compare(reference, values, random.split(feature));
    return { feature, missing, ...moved };
  });
  const compared = found.filter(({ psi }) => psi !== null);
  const beyond = compared.filter(({ psi, bound }) => psi! > bound!);
  return {
    features: found,
    score: learned.length === 0 ? null : scoreOf(learned, probability, random.split('probability')),
    brier: brierOf(judged, random.split('brier')),
    moved: compared.length === 0 ? null : beyond.length / compared.length,
  };
}

function compare(reference: DriftReference, values: Float64Array, random: Random): Moved & { missing: number | null } {
  const { psi, bound, drifted, missing } = drift(reference, values, random);
  if (psi === null || values.length < fewestNow)
    return { psi: null, bound: null, missing, verdict: `Too few rows to compare: ${values.length}` };
  return { psi, bound, missing, verdict: drifted ? 'Moved beyond chance' : 'Within chance' };
}

/** A calibrated version knows few different probabilities: those of another one, or of the back-test, would always seem to have moved. */
function scoreOf(learned: Float64Array, probability: Float64Array, random: Random): Moved {
  const { missing: _, ...moved } = compare(driftReference(learned), probability, random);
  return moved;
}

function brierOf({ probability, label, blocks }: JudgedScores, random: Random): Estimate | null {
  const numbers = blocksOf(blocks);
  if (probability.length < fewestJudged || new Set(numbers).size < fewestBlocks) return null;
  const input = { metric: brier, labels: label, predictions: [probability], blocks: numbers, random };
  return pairedBlockBootstrap(input).values[0]!;
}
