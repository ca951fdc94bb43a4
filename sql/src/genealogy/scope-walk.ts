import { NEVER } from './core/clock.ts';
import { shares } from './core/dilution.ts';
import { allBlocks, missingEvidence, nearestBlock, type Block, type TimedLink } from './core/evidence.ts';
import { type LotList } from './core/measure.ts';
import { byLevelThenNode } from './core/order.ts';
import { generation } from './core/generations.ts';
import type { Reached } from './core/reached.ts';
import { blockInWords, cleanedMachine, missingInWords, type NodeName } from './evidence-words.ts';
import { sameNumbers } from './node-numbers.ts';
import type { Plant, PlantNotes } from './plant.ts';
import type { Certainty, Evidence, ItemKind } from './result.ts';
import { scopeLots } from './scope-lots.ts';
import type { ScopeLotDetail } from './scope-result.ts';

/** A forward walk kept for paging: which lots, how sure, and why. Node numbers are those of its plant. */
export class ScopeWalk {
  readonly plant: Plant;
  readonly reached: Reached;
  readonly lots: LotList;
  private readonly suspects: number;
  private share: Float64Array | null = null;
  private indexOfNode: Map<number, number> | null = null;
  private indexOfExcluded: Map<number, number> | null = null;

  private readonly diluted: boolean;

  /** The first `suspects` roots are what the question was about; shares are only of use where all roots are that. */
  constructor(plant: Plant, reached: Reached, suspects: number, diluted: boolean) {
    this.diluted = diluted;
    this.plant = plant;
    this.reached = reached;
    this.suspects = suspects;
    this.lots = scopeLots(reached, suspects);
  }

  /** Stored numbers of the lots of a certainty, nearest first. */
  lotsBy(certainty: Certainty | 'excluded' | undefined): Uint32Array {
    const { reached, plant } = this;
    const from = certainty === 'excluded' ? reached.excluded : reached;
    const { nodes, level } = from;
    const wanted = (index: number): boolean =>
      (level[index]! & 1) === 0 &&
      (certainty === undefined ||
        certainty === 'excluded' ||
        (certainty === 'certain') === (reached.sure[index] !== NEVER));
    return byLevelThenNode({ nodes, level })
      .filter(wanted)
      .map((index) => plant.numbers.stored(nodes[index]!));
  }

  /** The lots of the scope by their stored numbers, in the order of `lots`. */
  storedLots(): LotList {
    const { numbers } = this.plant;
    const { nodes, roots } = this.lots;
    return numbers === sameNumbers ? this.lots : { nodes: nodes.map((node) => numbers.stored(node)), roots };
  }

  /** What the question was about, by number of its plant. */
  roots(): Uint32Array {
    return this.reached.nodes.subarray(0, this.suspects);
  }

  /** The first lots that are only possible, and how many there are. */
  possible(examples: number): { count: number; examples: number[] } {
    const { nodes, sure, level, totals } = this.reached;
    const first: number[] = [];
    for (let i = 0; i < nodes.length && first.length < examples; i++)
      if (sure[i] === NEVER && (level[i]! & 1) === 0) first.push(nodes[i]!);
    return { count: totals.lots - totals.certain, examples: first };
  }

  /** Whether a stored number is a lot of the scope, or one that it excludes. */
  reaches(stored: number): boolean {
    const node = this.plant.numbers.local(stored);
    return node !== undefined && (this.indexOf(node) !== undefined || this.excludedIndexOf(node) !== undefined);
  }

  /** Rows before they have names. */
  rows(stored: ArrayLike<number>): ScopeRow[] {
    return Array.from(stored, (number) => {
      const node = this.plant.numbers.local(number);
      const index = node === undefined ? undefined : this.indexOf(node);
      if (node !== undefined && index !== undefined)
        return { node, index, excluded: null, missing: missingEvidence(this.reached, index), blocks: [] };
      const excluded = node === undefined ? undefined : this.excludedIndexOf(node);
      if (node === undefined || excluded === undefined) throw new RangeError(`node ${number} is not in this scope`);
      return this.excludedRow(node, excluded);
    });
  }

  /** The nearest excluded lots of which `sees` (numbers of the plant) is true, before they have names. */
  firstExcluded(most: number, sees: (node: number) => boolean): ScopeRow[] {
    const { excluded } = this.reached;
    const rows: ScopeRow[] = [];
    for (const at of byLevelThenNode(excluded)) {
      if (rows.length === most) break;
      const node = excluded.nodes[at]!;
      if ((excluded.level[at]! & 1) === 0 && sees(node)) rows.push(this.excludedRow(node, at));
    }
    return rows;
  }

  private excludedRow(node: number, excluded: number): ScopeRow {
    return { node, index: null, excluded, missing: [], blocks: [nearestBlock(this.reached, excluded)] };
  }

  /** All that keeps one excluded lot out; undefined when it is not excluded. */
  blocksOf(node: number): Block[] | undefined {
    return this.excludedIndexOf(node) === undefined ? undefined : allBlocks(this.reached, node);
  }

  detail({ node, index, excluded, missing, blocks }: ScopeRow, name: NodeName, notes: PlantNotes): ScopeLotDetail {
    const { facts, words, numbers } = this.plant;
    const { reached } = this;
    const item = facts.item[node] ?? 0;
    const level = index === null ? reached.excluded.level[excluded!]! : reached.level[index]!;
    return {
      nodeNo: numbers.stored(node),
      lotId: name(node).id,
      itemId: words.items.given(item),
      kind: (words.itemKinds[item] || null) as ItemKind | null,
      siteId: words.sites.given(facts.site[node] ?? 0),
      depth: generation(level),
      certainty: index === null ? 'excluded' : reached.sure[index] === NEVER ? 'possible' : 'certain',
      root: index !== null && index < this.suspects,
      share: index === null ? null : this.shareOf(index),
      missing: missing.map((link) => missingInWords(link, name)),
      evidence: blocks.map((block) => this.blockInWords(block, name, notes)),
      known: facts.known[node] === 1,
    };
  }

  blockInWords(block: Block, name: NodeName, notes: PlantNotes): Evidence {
    return blockInWords(block, name, cleanedMachine(block, this.plant, notes));
  }

  private shareOf(index: number): number | null {
    if (!this.diluted) return null;
    this.share ??= shares(this.reached, this.plant.scales);
    const share = this.share[index]!;
    return Number.isNaN(share) ? null : share;
  }

  private indexOf(node: number): number | undefined {
    this.indexOfNode ??= indices(this.reached.nodes);
    return this.indexOfNode.get(node);
  }

  private excludedIndexOf(node: number): number | undefined {
    this.indexOfExcluded ??= indices(this.reached.excluded.nodes);
    return this.indexOfExcluded.get(node);
  }
}

const indices = (nodes: Uint32Array): Map<number, number> =>
  new Map(Array.from(nodes, (node, index) => [node, index] as const));

export interface ScopeRow {
  readonly node: number;
  readonly index: number | null;
  readonly excluded: number | null;
  readonly missing: readonly TimedLink[];
  readonly blocks: readonly Block[];
}

/** Every node that rows mention. */
export function mentionedIn(rows: readonly ScopeRow[]): Set<number> {
  const nodes = new Set<number>();
  for (const { node, missing, blocks } of rows) {
    nodes.add(node);
    for (const link of [...missing, ...blocks.map((block) => block.link)]) nodes.add(link.parent).add(link.child);
  }
  return nodes;
}
