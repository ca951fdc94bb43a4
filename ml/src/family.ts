import type { BackendName } from './backend/open-backend.ts';
import type { WatchedFeature } from './evaluation/judge-drift.ts';
import type { ModelCard } from './model-card.ts';

/** How far a training has come; `done` of `total` steps of a stage. */
export interface TrainingProgress {
  readonly stage: string;
  readonly done: number;
  readonly total: number;
}

export interface TrainOptions {
  /** The same data, seed and backend give the same model. */
  readonly seed: number;
  readonly backend?: BackendName;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: TrainingProgress) => void;
  /** The version that serves now, to be beaten. */
  readonly champion?: Champion;
}

export interface Champion {
  readonly artefact: Uint8Array;
  /** For people. */
  readonly name: string;
  /** It learned from nothing that came later; milliseconds since 1970. */
  readonly knewUntil: number;
}

/** Whether a training is better than the champion. */
export interface PromotionVerdict {
  readonly promote: boolean;
  /** One sentence for people. */
  readonly reason: string;
}

/**
 * What the evaluation found. Without skill, or with too little history to tell, there is no probability to show: the verdict is
 * shown instead.
 */
export type Skill = 'skill' | 'no skill' | 'insufficient history';

export interface Trained {
  /** Everything that scoring needs, weights and scalers included. */
  readonly artefact: Uint8Array;
  readonly card: ModelCard;
  readonly skill: Skill;
  /** Left out: it was not compared with a champion. */
  readonly promotion?: PromotionVerdict;
}

/** A kind of model that is trained on history and scores what is there now. `Data` and `Scores` can be sent to a thread. */
export interface Family<Data, Scores> {
  readonly name: string;
  /** Judges on later data than it learns from (rolling origin), then fits once more on all that is known. */
  train(data: Data, options: TrainOptions): Promise<Trained>;
  /** Throws `CorruptArtefact` when the artefact is not one of this family, or of another version of it. */
  check(artefact: Uint8Array): void;
  /** Throws `CorruptArtefact` as `check` does. */
  score(artefact: Uint8Array, data: Data, options?: Pick<TrainOptions, 'backend' | 'signal'>): Promise<Scores>;
  /** Answers a question about what is there now, of a shape of its own, where a family takes questions. */
  ask?(artefact: Uint8Array, data: Data, question: unknown): unknown;
  /** The features of what is open now, by the names of the card, to be compared with what was learnt from. */
  watch(artefact: Uint8Array, data: Data): WatchedFeature[];
}

/** The bytes are not a model of the family: damaged, or of another version of it. */
export class CorruptArtefact extends Error {
  override readonly name = 'CorruptArtefact';
}
