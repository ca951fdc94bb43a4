import type { Engine } from '../../engine/engine.ts';
import { sqlFile } from '../../engine/index.ts';
import { applyCleanings } from '../core/cleaning-breaks.ts';
import { UNKNOWN_UNTIL } from '../core/clock.ts';
import type { LinkColumns } from '../core/graph-builder.ts';
import { LotFacts, Words } from '../lot-facts.ts';
import type { Names } from '../names.ts';
import { sameNumbers } from '../node-numbers.ts';
import type { DataVersion, Plant } from '../plant.ts';
import { PlantScales } from '../unit-scales.ts';
import { loadDisposition } from './load-disposition.ts';
import { loadFacts, type Member } from './load-facts.ts';
import { loadLinks, MEMBER_KIND } from './load-links.ts';
import { loadNames } from './load-names.ts';
import { currentVersion, loadNotes, type Notes } from './load-notes.ts';

const countPlant = sqlFile(import.meta.url, './queries/count-plant.sql');

export interface PlantCounts {
  readonly nodes: number;
  readonly operations: number;
  readonly nameBytes: number;
  readonly edges: number;
  /** Lots that belong to a production lot (D1): each becomes a link too. */
  readonly serials: number;
  readonly edgeVersion: number;
  readonly dispositionRows: number;
}

export async function countRowsOf(engine: Pick<Engine, 'query'>): Promise<PlantCounts> {
  const [counts] = await engine.query<PlantCounts>(countPlant);
  if (counts === undefined) throw new Error('the engine did not count the plant');
  return counts;
}

/** Bytes that the index of a plant takes: links in both directions, names, facts, disposition, scratch, and room to grow. */
export function bytesNeeded({ nodes, nameBytes, edges, serials, dispositionRows }: PlantCounts): number {
  return 1.1 * ((edges + serials) * 47 + nodes * 56 + nameBytes + dispositionRows * 24);
}

export interface LoadedPlant {
  readonly plant: Plant;
  readonly names: Names;
  readonly notes: Notes;
  readonly version: DataVersion;
}

/** Reads the whole plant into memory, in slices that leave the event loop free. */
export async function loadPlant(engine: Engine, counts: PlantCounts): Promise<LoadedPlant> {
  const { nodes } = counts;
  const words = new Words();
  const facts = new LotFacts(nodes);
  // Read first: what is published while the rest is read is then seen as new afterwards.
  const { whole, ...version } = await currentVersion(engine, counts.edgeVersion);
  const versions = whole ? 'one' : 'several';
  const [builder, disposition, { names, members }, notes] = await Promise.all([
    loadLinks(engine, words, nodes, counts.edges + counts.serials),
    loadDisposition(engine, words, nodes, counts.dispositionRows, versions),
    loadNames(engine, nodes, counts.nameBytes).then(async (loaded) => ({
      names: loaded,
      members: await loadFacts(engine, words, facts, nodes, (lotId) => loaded.find('lot', lotId), versions),
    })),
    loadNotes(engine),
  ]);
  if (members.length > 0) builder.append(memberLinks(members, words));
  const graph = await builder.finish(names.operations);
  applyCleanings(graph, notes.cleanings);
  const scales = new PlantScales(words, facts, notes.conversions);
  return { plant: { graph, facts, disposition, words, scales, numbers: sameNumbers }, names, notes, version };
}

/** Memberships as links of identity; no moment, no quantity of their own. */
export function memberLinks(members: readonly Member[], words: Words): LinkColumns {
  const kind = words.kinds.code(MEMBER_KIND);
  return {
    parent: Uint32Array.from(members, (member) => member.productionLot),
    child: Uint32Array.from(members, (member) => member.serial),
    from: new Uint32Array(members.length),
    until: new Uint32Array(members.length).fill(UNKNOWN_UNTIL),
    quantity: new Float64Array(members.length).fill(Number.NaN),
    unit: new Uint16Array(members.length),
    kind: new Uint8Array(members.length).fill(kind),
    key: new Uint32Array(members.length).fill(MEMBER_KEY),
  };
}

/** A serial has one production lot: no row number is needed to tell memberships apart. */
export const MEMBER_KEY = 0xffff_ffff;
