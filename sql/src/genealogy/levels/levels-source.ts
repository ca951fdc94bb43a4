import type { Engine } from '../../engine/engine.ts';
import { sqlFile } from '../../engine/index.ts';
import { askInParts } from '../../query/ask-in-parts.ts';
import type { WalkDirection } from '../core/walk.ts';
import { linkOperations } from '../load/link-operations.ts';
import { currentVersion, loadNotes, type Notes } from '../load/load-notes.ts';
import type { PlantCounts } from '../load/load-plant.ts';
import { numbers, readBlocks, textRows } from '../load/read-blocks.ts';
import type { DataVersion, Plant } from '../plant.ts';
import type { PlantNeed, PlantSource, Production } from '../plant-source.ts';
import type { NodeRef } from '../result.ts';
import { chunks, ofThreads, rising } from './chunks.ts';
import { LinkEnds } from './link-ends.ts';
import { Memberships } from './memberships.ts';
import { readPart } from './part-of-plant.ts';

const readNames = sqlFile(import.meta.url, './queries/read-names.sql');
const findNodes = sqlFile(import.meta.url, './queries/find-nodes.sql');
const findProduction = sqlFile(import.meta.url, './queries/find-production.sql');

interface NamedNode {
  readonly node: number;
  readonly kind: number;
  readonly id: string;
}

/** Past the memory budget: each question reads the part of the plant that it needs, level by level. */
export class LevelsSource implements PlantSource {
  readonly mode = 'levels';
  readonly version: DataVersion;
  readonly notes: Notes;
  private readonly engine: Engine;
  private readonly counts: PlantCounts;
  private readonly memberships: Memberships;
  private readonly ends: LinkEnds;

  private constructor(
    engine: Engine,
    counts: PlantCounts,
    version: DataVersion,
    notes: Notes,
    memberships: Memberships,
  ) {
    this.engine = engine;
    this.counts = counts;
    this.version = version;
    this.notes = notes;
    this.memberships = memberships;
    this.ends = new LinkEnds(engine);
  }

  static async open(engine: Engine, counts: PlantCounts): Promise<LevelsSource> {
    const [version, notes, memberships] = await Promise.all([
      currentVersion(engine, counts.edgeVersion),
      loadNotes(engine),
      Memberships.open(engine),
    ]);
    return new LevelsSource(engine, counts, version, notes, memberships);
  }

  get size(): PlantSource['size'] {
    const { nodes, operations, edges } = this.counts;
    return {
      lots: nodes - operations,
      operations,
      links: edges,
      delta: 0,
      bytes: this.memberships.bytes + this.ends.bytes,
    };
  }

  async find(refs: readonly NodeRef[]): Promise<(number | null)[]> {
    const named = await askInParts([...new Set(refs.map(({ id }) => id))], (ids) =>
      this.engine.query<NamedNode>(findNodes, { ids }),
    );
    const found = new Map(named.map(({ node, kind, id }) => [`${kind} ${id}`, node]));
    return refs.map(({ kind, id }) => found.get(`${kind === 'lot' ? 1 : 2} ${id}`) ?? null);
  }

  async plantFor(nodes: ArrayLike<number>, directions: readonly WalkDirection[], need: PlantNeed): Promise<Plant> {
    const { engine, ends, notes, memberships } = this;
    const store = { engine, ends, memberships, version: this.version.edges };
    return readPart({ store, nodes, directions, need, notes });
  }

  async names(nodes: Iterable<number>): Promise<(node: number) => string> {
    const wanted = rising(nodes);
    const ids = new Map<number, string>();
    for await (const block of readBlocks(this.engine, ofThreads(readNames, wanted.length), [...chunks(wanted)])) {
      const node = numbers<Uint32Array>(block, 0);
      let row = 0;
      for (const id of textRows(block, 1)) ids.set(node[row++]!, id);
    }
    return (node) => {
      const id = ids.get(node);
      if (id === undefined) throw new RangeError(`node ${node} has no name`);
      return id;
    };
  }

  linkOperations(rows: readonly number[]): Promise<ReadonlyMap<number, string>> {
    return linkOperations(this.engine, rows);
  }

  async lotsOf(productions: readonly Production[]): Promise<Uint32Array> {
    const lots: number[] = [];
    for (const { itemId, siteIds, from, until } of productions) {
      const parameters = { item: itemId, sites: [...siteIds], from, until };
      for (const { node } of await this.engine.query<{ node: number }>(findProduction, parameters)) lots.push(node);
    }
    return Uint32Array.from(lots).sort();
  }
}
