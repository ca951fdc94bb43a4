import { createHash } from 'node:crypto';
import type { QueueReason } from '../contract/risk.ts';

export interface Candidate {
  readonly lotId: string;
  /** null: no model says anything of it. */
  readonly probability: number | null;
}

export interface ChosenLot {
  readonly lotId: string;
  readonly reason: QueueReason;
}

/** Place of a lot in the draw of a week: the same for everybody who draws, and of no use to guess at before. */
const drawn = (week: string, lotId: string): string => createHash('sha256').update(`${week}\n${lotId}`).digest('hex');

/**
 * The lots of a week (D19): first the random part, at least `randomShare` of the budget, drawn from all candidates so that their outcomes tell the
 * true rate; then the most probable of the others. Where too few have a probability, more are drawn. Risk comes first in the list.
 */
export function chooseLots(
  week: string,
  candidates: readonly Candidate[],
  { lots, randomShare }: { readonly lots: number; readonly randomShare: number },
): ChosenLot[] {
  const scored = candidates.filter(({ probability }) => probability !== null).length;
  const random = Math.min(lots, Math.max(Math.ceil(lots * randomShare), lots - scored));
  const order = candidates
    .map(({ lotId }) => ({ lotId, place: drawn(week, lotId) }))
    .sort((a, b) => (a.place < b.place ? -1 : 1));
  const inDraw = new Set(order.slice(0, random).map(({ lotId }) => lotId));
  const atRisk = candidates
    .flatMap(({ lotId, probability }) => (probability === null || inDraw.has(lotId) ? [] : [{ lotId, probability }]))
    .sort((a, b) => b.probability - a.probability || (a.lotId < b.lotId ? -1 : 1))
    .slice(0, lots - random);
  return [
    ...atRisk.map(({ lotId }) => ({ lotId, reason: 'risk' as const })),
    ...[...inDraw].map((lotId) => ({ lotId, reason: 'random' as const })),
  ];
}
