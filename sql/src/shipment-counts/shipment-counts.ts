import type { Statements } from '../engine/engine.ts';
import { sqlFile } from '../engine/index.ts';
import type { LotList } from '../genealogy/core/measure.ts';
import { RowBinaryReader } from '../query/row-binary-reader.ts';

/** Shipment lines of some lots to one customer; `forwarded`: by a party that had received them before (D15). */
export interface CustomerLines {
  readonly customerId: string;
  readonly forwarded: boolean;
  readonly root: boolean;
  readonly lines: number;
}

interface Group {
  readonly customerId: string;
  readonly party: string;
  readonly nodes: Uint32Array;
  readonly counts: Uint32Array;
}

/**
 * How many shipment lines each lot has to each customer, in typed arrays: 8 bytes per lot-and-customer and 4 per lot. The rows
 * themselves are those that `scopeShipments` pages.
 */
export class ShipmentCounts {
  private readonly groups: readonly Group[];
  /** Where the entries of a node begin in `entryGroup` and `entryCount`; one more than there are nodes. */
  private readonly starts: Uint32Array;
  private readonly entryGroup: Uint32Array;
  private readonly entryCount: Uint32Array;

  private constructor(groups: readonly Group[]) {
    this.groups = groups;
    const last = groups.reduce((most, { nodes }) => nodes.reduce((max, node) => Math.max(max, node), most), -1);
    this.starts = startsOf(groups, last + 1);
    const entries = this.starts[last + 1] ?? 0;
    this.entryGroup = new Uint32Array(entries);
    this.entryCount = new Uint32Array(entries);
    const next = this.starts.slice();
    for (const [index, { nodes, counts }] of groups.entries()) {
      for (let line = 0; line < nodes.length; line++) {
        const slot = next[nodes[line]!]!++;
        this.entryGroup[slot] = index;
        this.entryCount[slot] = counts[line]!;
      }
    }
  }

  static async load(statements: Pick<Statements, 'bytes'>): Promise<ShipmentCounts> {
    const reader = new RowBinaryReader(await statements.bytes(sqlFile(import.meta.url, './lines-by-customer.sql')));
    const groups: Group[] = [];
    while (!reader.done) {
      const [customerId, party] = [reader.string(), reader.string()];
      groups.push({ customerId, party, ...linesOfNodes(reader.uint32Array()) });
    }
    return new ShipmentCounts(groups);
  }

  /** Lines of these lots (node numbers, each once), those of the roots of a scope apart. */
  of({ nodes, roots }: LotList): CustomerLines[] {
    const { groups, starts, entryGroup, entryCount } = this;
    /** By 2 × group, + 1 for roots. */
    const sums = new Uint32Array(2 * groups.length);
    for (let index = 0; index < nodes.length; index++) {
      const node = nodes[index]!;
      const root = index < roots ? 1 : 0;
      // A node without shipments may lie past the last one that has some: then the bounds are undefined and nothing is added.
      for (let entry = starts[node]!; entry < starts[node + 1]!; entry++)
        sums[2 * entryGroup[entry]! + root]! += entryCount[entry]!;
    }
    const found: CustomerLines[] = [];
    for (const [key, lines] of sums.entries()) {
      if (lines === 0) continue;
      const { customerId, party } = groups[key >>> 1]!;
      found.push({ customerId, forwarded: party !== '', root: (key & 1) === 1, lines });
    }
    return found;
  }
}

/** The different ones of these nodes, which come in order, and how often each comes. */
function linesOfNodes(lines: Uint32Array): Pick<Group, 'nodes' | 'counts'> {
  const [nodes, counts] = [new Uint32Array(lines.length), new Uint32Array(lines.length)];
  let found = 0;
  for (let line = 0; line < lines.length; line++) {
    const node = lines[line]!;
    if (line === 0 || node !== nodes[found - 1]) nodes[found++] = node;
    counts[found - 1]!++;
  }
  return { nodes: nodes.slice(0, found), counts: counts.slice(0, found) };
}

function startsOf(groups: readonly Group[], nodes: number): Uint32Array {
  const starts = new Uint32Array(nodes + 1);
  for (const group of groups) for (const node of group.nodes) starts[node + 1]!++;
  for (let node = 0; node < nodes; node++) starts[node + 1]! += starts[node]!;
  return starts;
}
