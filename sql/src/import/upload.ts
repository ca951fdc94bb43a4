import type { DatasetName } from '../datasets/index.ts';
import type { ImportCounts } from './import-journal.ts';
import type { NormalisedFile } from './normalised-file.ts';

/** A normalised file and what to read it as: a dataset by its column names, or a mapping document. */
export interface Upload {
  /** Opaque, unique; running the same id again gives the same answer. */
  readonly importId: string;
  /** Name of the file, for people. */
  readonly name: string;
  readonly file: NormalisedFile;
  readonly dataset?: DatasetName | undefined;
  /** A mapping document as JSON; instead of `dataset`. */
  readonly mapping?: unknown;
  /** Datasets that rows of a file of facts are of (JSON Lines, each with its `dataset`); instead of `dataset`. */
  readonly facts?: readonly DatasetName[] | undefined;
}

export const importStages = ['reading', 'comparing', 'numbering', 'linking', 'publishing', 'done'] as const;
export type ImportStage = (typeof importStages)[number];

/** `done` of `total` rows within the stage; `total` is an estimate while reading, 0 when unknown. */
export interface ImportProgress {
  readonly stage: ImportStage;
  readonly done: number;
  readonly total: number;
}

export interface ImportResult extends ImportCounts {
  /** Datasets that were changed. */
  readonly datasets: readonly string[];
  /** What was noticed but not refused, for people: columns that nothing reads … */
  readonly warnings: readonly string[];
}

/** Why a row, or one value of it, was not taken. */
export interface Reject {
  /** Number of the data row in the file, from 1. */
  readonly row: number;
  readonly dataset: string;
  /** Column of the file or of the dataset; '' for the whole row. */
  readonly column: string;
  readonly value: string | null;
  readonly reason: string;
}
