import { shares } from './core/dilution.ts';
import { forEachTaken, missingEvidence, type TimedLink } from './core/evidence.ts';
import { origins } from './core/origins.ts';
import type { ReachedTotals } from './core/reached.ts';
import { missingInWords, type NodeName } from './evidence-words.ts';
import type { Plant } from './plant.ts';
import type { ItemKind, TraceLot, TraceOperation, TraceTotals } from './result.ts';
import type { SiteView } from './site-view.ts';
import { linksFrom } from './trace-links.ts';
import type { TracedNode, TracedNodes } from './traced-nodes.ts';

/** One computed trace: totals at once, pages and shares when they are asked for. Shares are of use where all that is suspect are the roots. */
export class TraceAnswer {
  readonly plant: Plant;
  readonly nodes: TracedNodes;
  private readonly depth: number;
  private shareOf: { forward: Float64Array | null; backward: Float64Array | null } | null = null;

  private readonly diluted: boolean;

  constructor(plant: Plant, nodes: TracedNodes, depth: number | undefined, diluted: boolean) {
    this.plant = plant;
    this.nodes = nodes;
    this.depth = depth ?? Infinity;
    this.diluted = diluted;
  }

  /** Nodes within the depth that was asked for; deeper ones come later in the order. */
  get length(): number {
    if (this.depth === Infinity) return this.nodes.length;
    return this.nodes.placeAfter(2 * this.depth, 0xffff_ffff);
  }

  totals(): TraceTotals {
    const { backward, forward } = this.nodes;
    const single = backward === null ? forward : forward === null ? backward : null;
    if (single !== null && this.depth === Infinity) {
      const { certain, ...totals }: ReachedTotals = single.totals;
      return { ...totals, certain, possible: totals.lots - certain, excluded: single.excluded.lots };
    }
    const counted = this.count();
    return {
      ...counted,
      possible: counted.lots - counted.certain,
      excluded: this.depth === Infinity ? this.excludedLots() : null,
    };
  }

  private count(): Omit<TraceTotals, 'possible' | 'excluded'> {
    let [lots, operations, links, depth, certain] = [0, 0, 0, 0, 0];
    for (let place = 0; place < this.length; place++) {
      const at = this.nodes.at(place);
      if (at.operation) operations++;
      else {
        lots++;
        depth = Math.max(depth, at.generation);
        if (at.certain) certain++;
      }
      if (this.depth !== Infinity) links += this.linksAt(at).length;
    }
    if (this.depth === Infinity) links = this.allLinks();
    return { lots, operations, links, depth, certain };
  }

  /** Links of both directions; one that both walked has both its ends in both, and is counted once. */
  private allLinks(): number {
    const { backward, forward } = this.nodes;
    if (backward === null || forward === null) return (backward ?? forward)!.totals.links;
    let walked = 0;
    let listed = 0;
    for (let place = 0; place < this.nodes.length; place++) {
      const at = this.nodes.at(place);
      if (at.forward === null || at.backward === null) continue;
      listed += this.linksAt(at).length;
      forEachTaken(backward, at.backward, () => walked++);
      forEachTaken(forward, at.forward, () => walked++);
    }
    return forward.totals.links + backward.totals.links - (walked - listed);
  }

  private excludedLots(): number {
    const { backward, forward } = this.nodes;
    const reached = new Set([...(backward?.nodes ?? []), ...(forward?.nodes ?? [])]);
    const excluded = new Set<number>();
    for (const side of [backward, forward])
      side?.excluded.nodes.forEach((node) => {
        if (!reached.has(node) && !this.plant.graph.isOperation(node)) excluded.add(node);
      });
    return excluded.size;
  }

  /** The links of a page entry; at the depth limit nothing is walked any more. */
  linksAt(at: TracedNode): TimedLink[] {
    if (at.level >= 2 * this.depth) return [];
    return linksFrom(this.nodes, at);
  }

  /** Every node that the evidence of an entry mentions, and its own. */
  missingAt(at: TracedNode): TimedLink[] {
    if (at.certain) return [];
    const { backward, forward } = this.nodes;
    if (at.forward !== null) return missingEvidence(forward!, at.forward);
    return missingEvidence(backward!, at.backward!);
  }

  lotInWords(at: TracedNode, missing: readonly TimedLink[], name: NodeName, withShare: boolean): TraceLot {
    const { facts, words } = this.plant;
    const item = facts.item[at.node] ?? 0;
    return {
      lotId: name(at.node).id,
      itemId: words.items.given(item),
      kind: (words.itemKinds[item] || null) as ItemKind | null,
      siteId: words.sites.given(facts.site[at.node] ?? 0),
      depth: at.generation,
      direction: directionOf(at),
      share: withShare && this.diluted ? this.share(at) : null,
      certainty: at.certain ? 'certain' : 'possible',
      missing: missing.map((link) => missingInWords(link, name)),
      known: facts.known[at.node] === 1,
    };
  }

  operationInWords(at: TracedNode, name: NodeName): TraceOperation {
    const certainty = at.certain ? 'certain' : 'possible';
    return { operationId: name(at.node).id, direction: directionOf(at), depth: at.generation, certainty };
  }

  private share(at: TracedNode): number | null {
    const { backward, forward } = this.nodes;
    const { scales } = this.plant;
    this.shareOf ??= {
      forward: forward === null ? null : shares(forward, scales),
      backward: backward === null ? null : origins(backward, scales),
    };
    if (at.root) return 1;
    const share = at.forward !== null ? this.shareOf.forward![at.forward]! : this.shareOf.backward![at.backward!]!;
    return Number.isNaN(share) ? null : share;
  }

  hiddenLots(view: SiteView): number {
    if (view.seesAll) return 0;
    let hidden = 0;
    for (let place = 0; place < this.length; place++) {
      const at = this.nodes.at(place);
      if (!at.operation && !view.sees(at.node)) hidden++;
    }
    return hidden;
  }
}

const directionOf = (at: TracedNode): TraceLot['direction'] => {
  if (at.root) return 'root';
  if (at.source) return 'backward';
  if (at.forward !== null && at.backward !== null) return 'both';
  return at.forward !== null ? 'forward' : 'backward';
};
