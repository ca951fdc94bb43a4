import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { openEngine, type Engine } from '@lotscope/sql';
import type { Link } from '../../../sql/src/genealogy/core/delta.ts';
import { makeEmptyStore } from '../../support/empty-store.ts';
import { IDENTITY_KIND, randomPlant, type RandomPlant } from '../../../sql/src/genealogy/core/testing/random-plant.ts';

const buckets = ['on_hand', 'in_transit', 'delivered', 'consumed', 'scrapped', 'unknown'];
const units = ['kg', 'g', 'pcs', 'l', ''];

/** Many small random plants side by side in one store, written as an import and a refresh would leave them. */
export class GenealogyStore {
  readonly engine: Engine;
  readonly plants: readonly RandomPlant[];
  /** First node number of each plant. */
  readonly starts: readonly number[];
  readonly #folder: string;
  #version = 0;

  private constructor(engine: Engine, folder: string, plants: readonly RandomPlant[]) {
    this.engine = engine;
    this.#folder = folder;
    this.plants = plants;
    this.starts = plants.map((_, at) => plants.slice(0, at).reduce((sum, plant) => sum + plant.operations.length, 0));
  }

  static async open(plants: number, seed: number): Promise<GenealogyStore> {
    const folder = mkdtempSync(join(tmpdir(), 'lotscope-genealogy-'));
    const path = join(folder, 'store');
    makeEmptyStore(path);
    const engine = await openEngine({ path, sessions: 3 });
    return new GenealogyStore(
      engine,
      folder,
      fc.sample(randomPlant({ units: units.length, identities: true }), { numRuns: plants, seed }).map(withMembers),
    );
  }

  async close(): Promise<void> {
    await this.engine.close();
    rmSync(this.#folder, { recursive: true });
  }

  /** Id of a node of a plant; the plant's number is in it. */
  id(plant: number, node: number): string {
    return `${this.plants[plant]!.operations[node] ? 'op' : 'lot'}/${plant}:${node} ü`;
  }

  /** Writes the plants [first, last) as one import. */
  async write(first: number, last: number): Promise<void> {
    this.#version++;
    for (let plant = first; plant < last; plant++) await this.#writeNodes(plant);
    const links = this.#range(first, last).flatMap((plant) =>
      this.plants[plant]!.links.filter(isRecorded).map((link) => this.#edge(plant, link, 0)),
    );
    await this.#writeEdges(links);
    await this.refresh(this.#range(first, last), first === 0 ? 'full' : 'incremental');
  }

  /** Writes rows of a plant again under their old identity, or takes them back. */
  async correct(plant: number, links: readonly Link[], deleted: 0 | 1): Promise<void> {
    this.#version++;
    await this.#writeEdges(links.map((link) => this.#edge(plant, link, deleted)));
  }

  #productionLot(plant: number, node: number): string {
    const membership = this.plants[plant]!.links.find((link) => !isRecorded(link) && link.child === node);
    return membership === undefined ? '' : this.id(plant, membership.parent);
  }

  #range(first: number, last: number): number[] {
    return Array.from({ length: last - first }, (_, at) => first + at);
  }

  async #writeNodes(plant: number): Promise<void> {
    const start = this.starts[plant]!;
    const rows = this.plants[plant]!.operations.map((operation, node) => ({
      node_no: start + node,
      kind: operation ? 'operation' : 'lot',
      id: this.id(plant, node),
    }));
    await this.engine.insert('nodes', rows);
  }

  async #writeEdges(edges: readonly object[]): Promise<void> {
    await this.engine.insert('edges', edges);
    await this.engine.insert('edges_by_child', edges);
  }

  #edge(plant: number, link: Link, deleted: 0 | 1): object {
    const { operations } = this.plants[plant]!;
    const start = this.starts[plant]!;
    return {
      parent_no: start + link.parent,
      child_no: start + link.child,
      source: operations[link.parent] ? 'output' : operations[link.child] ? 'input' : 'link',
      kind: link.kind === 1 ? 'consumed' : 'split',
      row_key: 1000 * plant + link.key,
      at_from: link.from,
      at_until: link.until,
      quantity: Number.isNaN(link.quantity) ? 'nan' : link.quantity,
      unit: units[link.unit],
      version: this.#version,
      deleted,
    };
  }

  /** Facts and disposition of the lots of some plants, made up from their numbers and the version. */
  async refresh(plants: readonly number[], kind: 'full' | 'incremental'): Promise<void> {
    const version = this.#version;
    const lots = plants.flatMap((plant) =>
      this.plants[plant]!.operations.flatMap((operation, node) =>
        operation ? [] : [{ plant, node: this.starts[plant]! + node }],
      ),
    );
    await this.engine.insert(
      'lot_facts_rows',
      lots.map(({ node, plant }) => ({
        node_no: node,
        lot_id: `lot ${node}`,
        item_id: node % 7 === 0 ? '' : `item ${plant % 3}`,
        item_kind: plant % 3 === 0 ? 'finished' : 'raw',
        site_id: ['', 'north', 'south'][node % 3],
        unit: 'kg',
        production_lot_id: this.#productionLot(plant, node - this.starts[plant]!),
        made_at: node % 5 === 0 ? null : `2026-01-0${1 + (node % 9)} 08:00:00`,
        known: node % 11 === 0 ? 0 : 1,
        version,
      })),
    );
    await this.engine.insert(
      'lot_disposition_rows',
      lots.flatMap(({ node }) => dispositionRows(node, version)),
    );
    await this.engine.insert('disposition_refreshes', [
      {
        version,
        import_id: '',
        kind,
        lots: lots.length,
        base_currency: 'EUR',
        valued_at: '2026-01-01 00:00:00',
        refreshed_at: '2026-01-01 00:00:00',
      },
    ]);
  }
}

/** Whether a link is a row of its own, and not the production lot that a serial names (D1). */
export const isRecorded = ({ kind }: Link): boolean => kind !== IDENTITY_KIND;

/** The same plant where each serial has one production lot. */
function withMembers(plant: RandomPlant): RandomPlant {
  const serials = new Set<number>();
  const links = plant.links.filter((link) => {
    if (isRecorded(link)) return true;
    if (serials.has(link.child)) return false;
    serials.add(link.child);
    return true;
  });
  return { ...plant, links };
}

function dispositionRows(node: number, version: number): object[] {
  return Array.from({ length: node % 4 }, (_, at) => {
    const bucket = buckets[(node + at) % buckets.length]!;
    return {
      node_no: node,
      bucket,
      site_id: ['north', 'south', ''][(node + at) % 3],
      location: `bin ${at}`,
      status: node % 2 === 0 ? 'released' : 'hold',
      customer_id: bucket === 'delivered' || bucket === 'in_transit' ? `customer ${node % 5}` : '',
      from_party_id: bucket === 'delivered' && node % 3 === 0 ? 'customer 1' : '',
      quantity: node % 6 === 0 ? null : 10 + node + version,
      unit: units[node % units.length],
      value: node % 5 === 0 ? null : 3 * node,
      version,
      deleted: 0,
    };
  });
}
