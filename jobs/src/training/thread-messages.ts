import type { DriftInput, DriftReport, Trained, TrainingProgress, TrainOptions } from '@lotscope/ml';

/** Where a thread finds a family: the module that exports it, and its name. */
export interface FamilyAddress {
  readonly module: string;
  readonly family: string;
}

export type ThreadOptions = Pick<TrainOptions, 'seed' | 'backend' | 'champion'>;

/** What a thread is asked for; `data` is what the family takes, of typed arrays and texts. */
export type ThreadTask = FamilyAddress &
  ({ readonly task: 'check'; readonly artefact: Uint8Array } | ({ readonly data: unknown } & DataTask));

type DataTask =
  | { readonly task: 'train'; readonly options: ThreadOptions }
  | { readonly task: 'score'; readonly artefact: Uint8Array; readonly options: Pick<ThreadOptions, 'backend'> }
  | { readonly task: 'ask'; readonly artefact: Uint8Array; readonly question: unknown }
  | { readonly task: 'watch'; readonly artefact: Uint8Array; readonly watched: Watched; readonly seed: number };

/** What drift is judged from beside the features of the family. */
export type Watched = Omit<DriftInput, 'features' | 'random'>;

/** What a thread answers: progress any number of times, then one of the others. */
export type ThreadAnswer =
  | { readonly kind: 'progress'; readonly progress: TrainingProgress }
  | { readonly kind: 'trained'; readonly trained: Trained }
  | { readonly kind: 'read' }
  | { readonly kind: 'scored'; readonly scores: unknown }
  | { readonly kind: 'answered'; readonly answer: unknown }
  | { readonly kind: 'watched'; readonly report: DriftReport }
  | { readonly kind: 'failed'; readonly name: string; readonly message: string; readonly stack: string | undefined };

export type ThreadRequest = 'cancel';
