import type { ScoreRunStamp } from '@lotscope/sql';
import type { Matter } from '../alerts/raise-alert.ts';
import type { FamilyAddress } from './thread-messages.ts';

/** What a family takes, and the present that it was read as of: when the newest fact in it became known. */
export interface Reading<Data> {
  readonly data: Data;
  readonly dataAsOf: Date;
}

/** What the run of a version writes beside its scores; the present is that of the reading. */
export type ScoreStamp = Omit<ScoreRunStamp, 'dataAsOf'>;

export interface Written {
  readonly rows: number;
  /** What somebody should act on; nothing without skill. */
  readonly matters: readonly Matter[];
}

/** A family of models with the store on both sides of it: what it learns from, what it scores, where its scores go. */
export interface ModelFamily<Data = unknown, Scores = unknown> extends FamilyAddress {
  /** History with labels, as the family takes it; only what was known at its time. Null: nothing is loaded. */
  history(signal: AbortSignal): Promise<Reading<Data> | null>;
  /** What is there now. Null: nothing is loaded. */
  current(signal: AbortSignal): Promise<Reading<Data> | null>;
  /** Writes the scores of one run, instead of those that the run wrote before. */
  write(scores: Scores, reading: Reading<Data>, stamp: ScoreStamp): Promise<Written>;
  /** How much there is to learn from, in a measure of its own; null: too little for a first training. */
  learnable(data: Data): number | null;
}
