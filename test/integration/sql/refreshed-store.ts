import { refreshDisposition } from '@lotscope/sql';
import type { DatasetName } from '@lotscope/sql/datasets';
import { expect } from 'vitest';
import { ImportStore } from './import-store.ts';

export type FileRow = Readonly<Record<string, string | number | boolean | null>>;
export type File = readonly [dataset: DatasetName, rows: readonly FileRow[]];

/** A store into which files are loaded one after the other, each followed by the refresh that its import asks for. */
export class RefreshedStore {
  readonly store: ImportStore;

  private constructor(store: ImportStore) {
    this.store = store;
  }

  static async open(): Promise<RefreshedStore> {
    return new RefreshedStore(await ImportStore.open());
  }

  close(): Promise<void> {
    return this.store.close();
  }

  async load(...files: readonly File[]): Promise<void> {
    for (const [dataset, rows] of files) {
      const file = rows.map((row) => `${JSON.stringify(row)}\n`).join('');
      const { importId, rejected } = await this.store.load(dataset, file, { format: 'jsonl' });
      expect(rejected, dataset).toBe(0);
      await refreshDisposition(this.store.engine, importId);
    }
  }

  /** Where the units of all lots are after deriving everything at once; refuses when the refreshes import by import say otherwise. */
  async whereabouts(after = 'all files'): Promise<string[]> {
    const step = await this.#rows();
    await refreshDisposition(this.store.engine);
    const whole = await this.#rows();
    expect(step, `incremental and full refresh after ${after}`).toEqual(whole);
    return whole.map(({ row }) => row);
  }

  /** With what is not shown too: facts and values. */
  #rows() {
    return this.store.query<{ row: string }>(`
      SELECT
        arrayStringConcat(arrayFilter(part -> part != '', [
          f.lot_id, toString(d.bucket), d.site_id, d.location, d.status, d.from_party_id, d.customer_id,
          ifNull(toString(round(d.quantity, 6) + 0), '?'), d.unit]), ' ') AS row,
        round(d.value, 6) + 0 AS value, f.quantity AS made, f.unit AS unit, f.quantity_source AS source, round(f.unit_value, 6) AS unit_value,
        f.item_id AS item_id, f.site_id AS site_id, f.production_lot_id AS production_lot_id, f.expired_from AS expired_from, f.known AS known
      FROM lot_facts AS f
      LEFT JOIN lot_disposition AS d ON d.node_no = f.node_no
      ORDER BY ALL`);
  }
}
