import type { Statements } from '../engine/engine.ts';
import type { MarginOfLine } from '../disposition/scope-rows/scope-row-queries.ts';
import { sqlFile } from '../engine/index.ts';
import { numbers, readAllBlocks } from '../genealogy/load/read-blocks.ts';

const margins = sqlFile(import.meta.url, './margins.sql');

/** What the shipped units of some lots earned above their standard cost. */
export interface MarginOfLots {
  /** Base currency; null: no line has a price and a cost. */
  readonly amount: number | null;
  readonly lots: number;
  /** Lots with a line whose price, quantity or cost is not known. */
  readonly openLots: number;
}

const KNOWN = 1;
const OPEN = 2;

/** The margin on the shipments of every lot by node number, 9 bytes each. */
export class LotMargins {
  private readonly margin: Float64Array;
  private readonly state: Uint8Array;

  private constructor(margin: Float64Array, state: Uint8Array) {
    this.margin = margin;
    this.state = state;
  }

  static async load(statements: Pick<Statements, 'bytes'>): Promise<LotMargins> {
    const blocks = (await readAllBlocks(statements, `${margins.trimEnd()}\nFORMAT Native`, {})).map((block) => ({
      nodes: numbers<Uint32Array>(block, 0),
      amounts: numbers<Float64Array>(block, 1),
      known: numbers<Uint8Array>(block, 2),
      open: numbers<Uint8Array>(block, 3),
    }));
    const last = blocks.reduce((most, { nodes }) => nodes.reduce((max, node) => Math.max(max, node), most), -1);
    const margin = new Float64Array(last + 1);
    const state = new Uint8Array(last + 1);
    for (const { nodes, amounts, known, open } of blocks) {
      for (const [row, node] of nodes.entries()) {
        margin[node] = amounts[row]!;
        state[node] = (known[row] === 1 ? KNOWN : 0) + (open[row] === 1 ? OPEN : 0);
      }
    }
    return new LotMargins(margin, state);
  }

  /** Of these lots (node numbers, each once). */
  of(nodes: Uint32Array): MarginOfLots {
    const { margin, state } = this;
    let [sum, lots, openLots] = [0, 0, 0];
    for (const node of nodes) {
      // Past the last lot that was shipped there is nothing to add.
      const known = node < state.length ? state[node]! : 0;
      if ((known & KNOWN) !== 0) {
        sum += margin[node]!;
        lots++;
      }
      if ((known & OPEN) !== 0) openLots++;
    }
    return { amount: lots === 0 ? null : sum, lots, openLots };
  }

  /** Those of these lots that we shipped some of: all, or those with a line whose margin is known, or not. */
  shipped(nodes: Uint32Array, which: MarginOfLine): Uint32Array {
    const wanted = which === 'any' ? KNOWN | OPEN : which === 'known' ? KNOWN : OPEN;
    return nodes.filter((node) => node < this.state.length && (this.state[node]! & wanted) !== 0);
  }
}
