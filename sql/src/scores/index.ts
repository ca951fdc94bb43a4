export { nothingCompared, writeExpiryScores } from './expiry-scores.ts';
export type { ExpiryActionScore, ExpiryScore } from './expiry-scores.ts';
export { dataOfRun, newestScoreRuns, readableRuns } from './score-run.ts';
export type { ScoreRunStamp, ScoredFamily } from './score-run.ts';
export { writeSupplierLotScores } from './supplier-lot-scores.ts';
export type { ScoreDriver, SupplierLotScore } from './supplier-lot-scores.ts';
export { judgedProbabilities, learnedProbabilities, openProbabilities } from './watched-scores.ts';
