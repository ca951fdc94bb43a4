import { gapDefinitions, type GapKind } from './gap-kinds.ts';

export interface GapCount {
  readonly kind: GapKind;
  readonly found: number;
  readonly examined: number;
}

/** What only people and drills can prove (D26). */
export interface MaturityEvidence {
  /** Both directions of a trace were answered within the target in the newest drills. */
  readonly drillsWithinTarget: boolean;
  /** Holds, releases and deviations are structured, and the traceability plan is on file. */
  readonly planOnFile: boolean;
}

/** The kinds with anything to examine, with the share of it that has no such gap. */
function judged(counts: readonly GapCount[]): { kind: GapKind; weight: number; whole: number }[] {
  return counts
    .filter(({ examined }) => examined > 0)
    .map(({ kind, found, examined }) => {
      return { kind, weight: gapDefinitions[kind].weight, whole: Math.max(0, 1 - found / examined) };
    });
}

/** Completeness score, 0–100, by `scoreFormula`; null when nothing can be examined. */
export function completenessScore(counts: readonly GapCount[]): number | null {
  let [weights, weighted] = [0, 0];
  for (const { weight, whole } of judged(counts)) {
    weights += weight;
    weighted += weight * whole;
  }
  return weights === 0 ? null : (100 * weighted) / weights;
}

/** What each of those kinds adds to the score: all of them are the score. */
export function scorePoints(counts: readonly GapCount[]): ReadonlyMap<GapKind, number> {
  const kinds = judged(counts);
  const weights = kinds.reduce((sum, { weight }) => sum + weight, 0);
  return new Map(kinds.map(({ kind, weight, whole }) => [kind, (100 * weight * whole) / weights]));
}

/** Links count as complete when at most this share of what was examined has a gap. */
const completeShare = 0.01;
const linkKinds: readonly GapKind[] = ['orphan', 'missing-parents', 'unknown-reference'];

/** Maturity level (D26); levels 3 and 4 need evidence, not data. null: there are no lots. */
export function maturityLevel(
  lots: number,
  counts: readonly GapCount[],
  evidence?: MaturityEvidence,
): 1 | 2 | 3 | 4 | null {
  if (lots === 0) return null;
  const complete = counts
    .filter(({ kind }) => linkKinds.includes(kind))
    .every(({ found, examined }) => found <= examined * completeShare);
  if (!complete) return 1;
  if (!evidence?.drillsWithinTarget) return 2;
  return evidence.planOnFile ? 4 : 3;
}
