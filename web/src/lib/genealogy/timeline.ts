import type { Lineage, LineageNode } from './lineage.ts';

/** One line of the timeline: the lots (or operations) of one item at one step. Times are epoch milliseconds. */
export interface TimelineRow {
  readonly label: string;
  readonly type: LineageNode['type'];
  readonly direction: LineageNode['direction'];
  readonly count: number;
  /** Without a recorded time; they are counted, not drawn. */
  readonly undated: number;
  readonly from: number;
  readonly until: number;
  /** Single moments or spans, while there are few enough to be told apart; above that only the whole span is drawn. */
  readonly marks: ReadonlyArray<readonly [from: number, until: number]>;
}

export interface Timeline {
  readonly rows: readonly TimelineRow[];
  /** Lots and operations whose time is not recorded at all. */
  readonly undated: number;
}

/** More roots than this are lines by item, as everything else is: thousands of lines are no picture. */
const rootsShown = 20;

/** More marks than this on one line are one band to the eye, and more than `allMarks` on all lines hold up the page. */
const marksShown = 400;
const allMarks = 3_000;

const labelOf = (node: LineageNode): string => {
  const item = node.itemName ?? node.itemId ?? node.kind ?? 'item unknown';
  return node.type === 'operation' ? `Making ${item}` : item;
};

/** When everything in a lineage was made, item by item in the order of the first time; what has no time is counted. */
export function timelineOf(lineage: Lineage): Timeline {
  const families = new Map<string, LineageNode[]>();
  const roots = lineage.nodes.filter((node) => node.direction === 'root').length;
  for (const node of lineage.nodes) {
    const alone = node.direction === 'root' && roots <= rootsShown;
    const key = alone ? `root|${node.id}` : `${node.type}|${node.direction}|${labelOf(node)}`;
    const family = families.get(key);
    if (family) family.push(node);
    else families.set(key, [node]);
  }
  const marks = Math.min(marksShown, Math.floor(allMarks / families.size));
  const rows = [...families.values()].flatMap((family) => rowOf(family, marks));
  return {
    rows: rows.sort((a, b) => a.from - b.from || a.until - b.until),
    undated: lineage.nodes.filter((node) => node.from === null && node.until === null).length,
  };
}

function rowOf(nodes: readonly LineageNode[], mostMarks: number): TimelineRow[] {
  const first = nodes[0]!;
  const spans = nodes.flatMap((node): [number, number][] => {
    const [from, until] = [node.from ?? node.until, node.until ?? node.from];
    return from === null || until === null ? [] : [[from, until]];
  });
  if (spans.length === 0) return [];
  return [
    {
      label: first.direction === 'root' && nodes.length === 1 ? first.id : labelOf(first),
      type: first.type,
      direction: first.direction,
      count: nodes.length,
      undated: nodes.length - spans.length,
      from: spans.reduce((least, [from]) => Math.min(least, from), Infinity),
      until: spans.reduce((most, [, until]) => Math.max(most, until), -Infinity),
      marks: spans.length <= mostMarks ? spans : [],
    },
  ];
}
