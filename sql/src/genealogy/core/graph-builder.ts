import { markBatches } from './batches.ts';
import { complement, earliest, latest } from './clock.ts';
import { Graph, IDENTITY, LEAF_BIT, OPERATION, OPERATION_BIT, SOLE_BIT } from './graph.ts';
import { sortBy } from './order.ts';

/** Recorded links as parallel columns. */
export interface LinkColumns {
  readonly parent: Uint32Array;
  readonly child: Uint32Array;
  readonly from: Uint32Array;
  readonly until: Uint32Array;
  readonly quantity: Float64Array;
  readonly unit: Uint16Array;
  readonly kind: Uint8Array;
  readonly key: Uint32Array;
}

export interface BuildOptions {
  readonly nodes: number;
  /** Rows that will be appended, when known; more is allowed. */
  readonly rows?: number;
  readonly identityKinds?: ReadonlySet<number>;
  /** Awaited between slices, so that a server stays responsive while ten million links are sorted. */
  readonly pause?: () => Promise<void>;
}

/** Share of rows and nodes that the arrays can take as delta before they must be built anew. */
export const DELTA_SHARE = 0.1;
const SLICE = 1 << 19;
const MIN_ROOM = 1024;

const withRoom = (count: number): number => count + Math.max(MIN_ROOM, Math.ceil(count * DELTA_SHARE));

/** Collects links in any order (parent order is fastest) and sorts them by counting into both directions. */
export class GraphBuilder {
  private readonly options: BuildOptions;
  private columns: LinkColumns;
  private count = 0;
  /** Rows at the beginning that stand in parent order. */
  private inOrder = 0;
  private readonly degrees: Uint32Array;

  constructor(options: BuildOptions) {
    this.options = options;
    this.columns = allocate(withRoom(options.rows ?? MIN_ROOM));
    this.degrees = new Uint32Array(withRoom(options.nodes) + 1);
  }

  append(links: LinkColumns, count = links.parent.length): void {
    if (this.count + count > this.columns.parent.length)
      this.columns = enlarge(this.columns, this.count, withRoom(Math.max(this.count + count, this.count * 2)));
    let last = this.count > 0 ? this.columns.parent[this.count - 1]! : 0;
    let inOrder = this.inOrder === this.count;
    for (let i = 0; i < count; i++) {
      const parent = links.parent[i]!;
      if (parent >= this.options.nodes || links.child[i]! >= this.options.nodes)
        throw new RangeError(`link ${parent} → ${links.child[i]} names a node beyond ${this.options.nodes}`);
      inOrder &&= parent >= last;
      if (inOrder) this.inOrder++;
      last = parent;
      this.degrees[parent + 1]!++;
    }
    for (const name of columnNames) this.columns[name].set(links[name].subarray(0, count), this.count);
    this.count += count;
  }

  /** `operations` by node: 1 for operations, 0 for lots. */
  async finish(operations: Uint8Array): Promise<Graph> {
    const { nodes, identityKinds = new Set<number>() } = this.options;
    const flags = new Uint8Array(this.degrees.length - 1);
    for (let node = 0; node < nodes; node++) if (operations[node] === 1) flags[node] = OPERATION;
    const offsets = cumulate(this.degrees);
    if (this.inOrder < this.count) await this.bringIntoOrder(offsets);
    const { parent, child, from, until, quantity, unit, kind, key } = this.columns;
    const times = new Uint32Array(2 * child.length);
    const inDegrees = new Uint32Array(this.degrees.length);
    let identities = false;
    for (let start = 0; start < this.count; start += SLICE) {
      const end = Math.min(start + SLICE, this.count);
      for (let row = start; row < end; row++) {
        const source = parent[row]!;
        const target = child[row]!;
        inDegrees[target + 1]!++;
        if (identityKinds.has(kind[row]!)) {
          flags[source]! |= IDENTITY;
          flags[target]! |= IDENTITY;
          identities = true;
        }
        if (quantity[row] === 0) continue;
        times[2 * row] = earliest(from[row]!);
        times[2 * row + 1] = latest(until[row]!);
      }
      await this.options.pause?.();
    }
    const inOffsets = cumulate(inDegrees);
    const backward = await this.transpose(inOffsets, targetBits(flags, inOffsets, offsets));
    const bits = targetBits(flags, offsets, inOffsets);
    for (let row = 0; row < this.count; row++) child[row] = (child[row]! | (bits[child[row]!]! << BITS_AT)) >>> 0;
    const forward = { offsets, targets: child, times, rows: null, heads: null, next: null };
    const facts = { quantity, unit, kind, key };
    const graph = new Graph({
      nodes,
      rows: this.count,
      flags,
      forward,
      backward,
      facts,
      identityKinds,
      hasSpecial: identities,
    });
    await markBatches(graph, this.options.pause);
    return graph;
  }

  /** A few rows behind many in order are merged into them; else all are sorted. */
  private async bringIntoOrder(offsets: Uint32Array): Promise<void> {
    if (this.count - this.inOrder <= this.inOrder / 4) await this.mergeTail();
    else await this.sortByParent(offsets);
  }

  /** From the end, so that only what stands behind the first of those rows moves. */
  private async mergeTail(): Promise<void> {
    const { columns, count } = this;
    const { parent, child, from, until, quantity, unit, kind, key } = columns;
    const tail = sortedTail(columns, this.inOrder, count);
    let row = this.inOrder - 1;
    let at = tail.parent.length - 1;
    for (let to = count - 1; at >= 0; to--) {
      const keeps = row >= 0 && parent[row]! > tail.parent[at]!;
      const source = keeps ? columns : tail;
      const next = keeps ? row-- : at--;
      parent[to] = source.parent[next]!;
      child[to] = source.child[next]!;
      from[to] = source.from[next]!;
      until[to] = source.until[next]!;
      quantity[to] = source.quantity[next]!;
      unit[to] = source.unit[next]!;
      kind[to] = source.kind[next]!;
      key[to] = source.key[next]!;
      if (to % SLICE === 0) await this.options.pause?.();
    }
  }

  /** Each row's place is found once, then the columns follow one by one. */
  private async sortByParent(offsets: Uint32Array): Promise<void> {
    const { count, columns } = this;
    const cursor = offsets.slice();
    const places = new Uint32Array(count);
    for (let row = 0; row < count; row++) places[row] = cursor[columns.parent[row]!]!++;
    const sorted = allocate(columns.parent.length);
    for (const name of columnNames) {
      scatter(columns[name], sorted[name], places);
      await this.options.pause?.();
    }
    this.columns = sorted;
  }

  private async transpose(offsets: Uint32Array, bits: Uint8Array): Promise<Graph['backward']> {
    const { parent, child, from, until, quantity } = this.columns;
    const cursor = offsets.slice();
    const targets = new Uint32Array(parent.length);
    const times = new Uint32Array(2 * parent.length);
    const rows = new Uint32Array(this.count);
    for (let start = 0; start < this.count; start += SLICE) {
      const end = Math.min(start + SLICE, this.count);
      for (let row = start; row < end; row++) {
        const source = parent[row]!;
        const position = cursor[child[row]!]!++;
        targets[position] = (source | (bits[source]! << BITS_AT)) >>> 0;
        rows[position] = row;
        if (quantity[row] === 0) continue;
        times[2 * position] = complement(latest(until[row]!));
        times[2 * position + 1] = complement(earliest(from[row]!));
      }
      await this.options.pause?.();
    }
    return { offsets, targets, times, rows, heads: null, next: null };
  }
}

const columnNames = ['parent', 'child', 'from', 'until', 'quantity', 'unit', 'kind', 'key'] as const;

function allocate(capacity: number): LinkColumns {
  return {
    parent: new Uint32Array(capacity),
    child: new Uint32Array(capacity),
    from: new Uint32Array(capacity),
    until: new Uint32Array(capacity),
    quantity: new Float64Array(capacity),
    unit: new Uint16Array(capacity),
    kind: new Uint8Array(capacity),
    key: new Uint32Array(capacity),
  };
}

function enlarge(columns: LinkColumns, count: number, capacity: number): LinkColumns {
  const larger = allocate(capacity);
  for (const name of columnNames) larger[name].set(columns[name].subarray(0, count));
  return larger;
}

/** Rows [start, end) in parent order. */
function sortedTail(columns: LinkColumns, start: number, end: number): LinkColumns {
  const rows = Uint32Array.from({ length: end - start }, (_, at) => at);
  const order = sortBy(rows, columns.parent.subarray(start, end));
  const tail = allocate(order.length);
  for (const name of columnNames)
    for (let at = 0; at < order.length; at++) tail[name][at] = columns[name][start + order[at]!]!;
  return tail;
}

function scatter(from: LinkColumns[keyof LinkColumns], to: LinkColumns[keyof LinkColumns], places: Uint32Array): void {
  for (let row = 0; row < places.length; row++) to[places[row]!] = from[row]!;
}

/** degrees[i + 1] counts node i; the running sum is where node i starts. */
function cumulate(degrees: Uint32Array): Uint32Array {
  const offsets = new Uint32Array(degrees.length);
  for (let node = 1; node < degrees.length; node++) offsets[node] = offsets[node - 1]! + degrees[node]!;
  return offsets;
}

const BITS_AT = 29;

/** By node: the bits that targets carry above the node number, for a direction whose links leave by `out` and arrive by `into`. */
function targetBits(flags: Uint8Array, out: Uint32Array, into: Uint32Array): Uint8Array {
  const bits = new Uint8Array(flags.length);
  for (let node = 0; node < flags.length; node++) {
    let all = (flags[node]! & OPERATION) !== 0 ? OPERATION_BIT >>> BITS_AT : 0;
    if (out[node] === out[node + 1]) all |= LEAF_BIT >>> BITS_AT;
    if (into[node + 1]! - into[node]! === 1) all |= SOLE_BIT >>> BITS_AT;
    bits[node] = all;
  }
  return bits;
}
