import { sortBy } from '../core/order.ts';
import type { LinkColumns } from '../core/graph-builder.ts';
import { linksOf } from '../load/load-links.ts';
import type { NativeBlock } from '../load/native-block.ts';
import { numbers } from '../load/read-blocks.ts';
import type { Words } from '../lot-facts.ts';
import { concat, joined, rowsOf } from './link-columns.ts';

/** Codes of the column `source`. */
const INPUT = 2;
const OUTPUT = 3;

interface Versions {
  readonly links: LinkColumns;
  readonly version: Float64Array;
  readonly deleted: Uint8Array;
}

/** Links as they are read, in any order, with all their versions. */
export class LinkRows {
  /** Nodes that lines make operations. */
  readonly operations = new Set<number>();
  /** Greatest version among them. */
  newest = 0;
  private readonly words: Words;
  private readonly read: Versions[] = [];

  constructor(words: Words) {
    this.words = words;
  }

  /** Takes a block of `read-links-in.sql` or `read-links-out.sql`, whose memory must be its own. */
  add(block: NativeBlock): void {
    const links = linksOf(block, this.words);
    const version = numbers<Float64Array>(block, 10);
    this.read.push({ links, deleted: numbers(block, 9), version });
    for (const one of version) if (one > this.newest) this.newest = one;
    const source = numbers<Uint8Array>(block, 6);
    for (let row = 0; row < block.rows; row++)
      if (source[row] === INPUT) this.operations.add(links.child[row]!);
      else if (source[row] === OUTPUT) this.operations.add(links.parent[row]!);
  }

  /**
   * The last version of each row unless it says deleted, once even if it was read from both ends, in the order in which a whole
   * plant is read: by parent, child and row. Which dataset a row is of shows in its ends.
   */
  current(): LinkColumns {
    const all = joined(this.read.map(({ links }) => links));
    const version = concat(
      Float64Array,
      this.read.map((block) => block.version),
    );
    const deleted = concat(
      Uint8Array,
      this.read.map((block) => block.deleted),
    );
    const { parent, child, key } = all;
    let order: Uint32Array = Uint32Array.from(parent.keys());
    for (const by of [key, child, parent]) order = sortBy(order, by);
    let kept = 0;
    for (let at = 0; at < order.length;) {
      let last = order[at]!;
      const same = (row: number | undefined): boolean =>
        row !== undefined && parent[row] === parent[last] && child[row] === child[last] && key[row] === key[last];
      for (at++; same(order[at]); at++) if (version[order[at]!]! > version[last]!) last = order[at]!;
      if (deleted[last] === 0) order[kept++] = last;
    }
    return rowsOf(all, order.subarray(0, kept));
  }
}
