import type { WalkDirection } from './core/walk.ts';
import type { DataVersion, Plant, PlantNotes } from './plant.ts';
import type { NodeRef } from './result.ts';

/** Lots of one item at some sites, made or received in a period (epoch seconds, 0 and 4294967295 for open ends). */
export interface Production {
  readonly itemId: string;
  /** '' stands for lots without a site. */
  readonly siteIds: readonly string[];
  readonly from: number;
  readonly until: number;
}

/** The recall without lot precision (R4). */
export interface BroadRecall {
  /** The items, sites and days that it takes. */
  readonly productions: readonly Production[];
  /** Lots that it takes beside those of the scope, by stored number, ascending. */
  readonly beside: Uint32Array;
}

/** Whether a question looks at the disposition of the lots, or at the graph alone. */
export type PlantNeed = 'graph' | 'disposition';

/** Gives each question the plant that it is answered from: all of it from memory, or what it needs from ClickHouse. */
export interface PlantSource {
  readonly mode: 'memory' | 'levels';
  readonly version: DataVersion;
  readonly notes: PlantNotes;
  readonly size: { lots: number; operations: number; links: number; delta: number; bytes: number };
  /** Stored numbers of nodes, null for those that no row names. */
  find(refs: readonly NodeRef[]): Promise<(number | null)[]>;
  /** A plant with everything that walks from these nodes (stored numbers) touch; without directions, the nodes alone. */
  plantFor(nodes: ArrayLike<number>, directions: readonly WalkDirection[], need: PlantNeed): Promise<Plant>;
  /** Ids by stored number. */
  names(nodes: Iterable<number>): Promise<(node: number) => string>;
  /** Operations that lot links were recorded under, by the low 32 bits of the row id. */
  linkOperations(rows: readonly number[]): Promise<ReadonlyMap<number, string>>;
  /** Stored numbers of the lots of a production. */
  lotsOf(productions: readonly Production[]): Promise<Uint32Array>;
}
