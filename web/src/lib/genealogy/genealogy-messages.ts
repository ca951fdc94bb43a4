import type { Direction, Root } from '@lotscope/api/contract';
import type { PlacedGraph } from './lay-out.ts';
import type { LineageRow, RowsQuestion } from './lineage-rows.ts';
import type { Timeline } from './timeline.ts';

/** What the page asks the genealogy worker, and what it answers: the lineage itself never leaves the worker. */
export interface GenealogyCalls {
  /** Reads a trace page by page; `upTo` lots at once, unless all are wanted. */
  load: { ask: { roots: readonly Root[]; direction: Direction; upTo: number }; answer: LoadedLineage };
  graph: { ask: { opened: ReadonlyArray<readonly [string, number]>; isolated: string | null }; answer: PlacedGraph };
  rows: { ask: RowsQuestion & { offset: number; limit: number }; answer: { rows: LineageRow[]; total: number } };
  csv: { ask: RowsQuestion; answer: string };
  timeline: { ask: null; answer: Timeline };
}

export interface LoadedLineage {
  readonly totals: {
    readonly lots: number;
    readonly operations: number;
    readonly links: number;
    readonly depth: number;
    readonly possible: number;
    readonly excluded: number | null;
  };
  /** Lots read so far; fewer than the total while `complete` is false. */
  readonly lots: number;
  readonly complete: boolean;
  readonly withheld: number;
  readonly dataAsOf: string | null;
  readonly computedInMs: number;
}

export type GenealogyCall = keyof GenealogyCalls;

export interface GenealogyRequest<Call extends GenealogyCall = GenealogyCall> {
  readonly id: number;
  readonly call: Call;
  readonly ask: GenealogyCalls[Call]['ask'];
}

export type GenealogyReply =
  | { readonly id: number; readonly answer: unknown }
  | {
      readonly id: number;
      readonly problem: { status: number; code: string; detail: string; correlationId: string | null };
    }
  | { readonly progress: { readonly lots: number; readonly total: number } };
