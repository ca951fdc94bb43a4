import { createHash } from 'node:crypto';
import type { Skill } from '@lotscope/ml';
import type { Pool } from 'pg';
import { DamagedModel } from './damaged-model.ts';

export interface ServingModel {
  readonly id: string;
  readonly version: number;
  readonly skill: Skill;
  /** In words. */
  readonly verdict: string;
  readonly artefact: Uint8Array;
}

export interface Served<T> {
  readonly model: Omit<ServingModel, 'artefact'>;
  readonly value: T;
  /** Models before it in the line that could not serve, and why, for people. */
  readonly refused: readonly string[];
}

/** No model of the family can serve. */
export class NoServingModel extends Error {
  override readonly name = 'NoServingModel';
  readonly refused: readonly string[];

  constructor(family: string, refused: readonly string[]) {
    const why = refused.length === 0 ? 'none was promoted yet' : refused.join('; ');
    super(`No model of ${family} can serve: ${why}`);
    this.refused = refused;
  }
}

interface InLine {
  id: string;
  version: number;
  skill: Skill;
  verdict: string;
  checksum: string;
}

/** A version that cannot be read: what was said of its bytes, and which it is. */
export interface UnreadableVersion {
  readonly id: string;
  readonly reason: string;
}

/** The champion first, then older ones that served before it. A newer one that somebody went back from does not serve again. */
const line = `
  SELECT model.id, model.version, model.skill, model.verdict, model.checksum
  FROM models model JOIN models champion ON champion.family = model.family AND champion.state = 'champion'
  WHERE model.family = $1 AND (model.id = champion.id OR
        (model.state = 'retired' AND model.promoted_at IS NOT NULL AND model.version < champion.version))
  ORDER BY model.version DESC`;

const waiting = `
  SELECT model.id, model.version, model.skill, model.verdict, model.checksum
  FROM models model JOIN models champion ON champion.family = model.family AND champion.state = 'champion'
  WHERE model.family = $1 AND model.state = 'challenger' AND model.skill = 'skill' AND model.version > champion.version
  ORDER BY model.version DESC LIMIT 1`;

/** Before any model had skill: the newest, which says of every lot why there is no probability. */
const unproven = `
  SELECT id, version, skill, verdict, checksum FROM models
  WHERE family = $1 AND state = 'challenger' AND skill <> 'skill'
    AND NOT EXISTS (SELECT FROM models WHERE family = $1 AND promoted_at IS NOT NULL)
  ORDER BY version DESC LIMIT 1`;

/** Gives work to the model that serves; when that one cannot be read, it is named and noted, and the champion before it serves. */
export class ServingModels {
  readonly #pool: Pool;

  constructor(pool: Pool) {
    this.#pool = pool;
  }

  /** `use` may refuse an artefact with `DamagedModel`; any other error ends the matter. Throws `NoServingModel`. */
  async serve<T>(family: string, use: (model: ServingModel) => Promise<T>): Promise<Served<T>> {
    const refused: string[] = [];
    for (const { checksum, ...model } of await this.#inLine(family)) {
      const { id, version } = model;
      try {
        const value = await use({ ...model, artefact: await this.#read(id, checksum) });
        await this.#noteReadable(id);
        return { model, value, refused };
      } catch (error) {
        if (!(error instanceof DamagedModel)) throw error;
        await this.refuse(id, error);
        refused.push(`${family} version ${version} is refused: ${error.message}`);
      }
    }
    throw new NoServingModel(family, refused);
  }

  /** The newest version with skill that waits behind the champion; undefined: there is none, or its bytes are damaged. */
  async challenger(family: string): Promise<ServingModel | undefined> {
    const { rows } = await this.#pool.query<InLine>(waiting, [family]);
    const [found] = rows;
    if (found === undefined) return undefined;
    const { checksum, ...model } = found;
    try {
      return { ...model, artefact: await this.#read(model.id, checksum) };
    } catch (error) {
      if (!(error instanceof DamagedModel)) throw error;
      await this.refuse(model.id, error);
      return undefined;
    }
  }

  /** Whether the first of the line can be read, and notes it: `read` may refuse it with `DamagedModel`. */
  async check(family: string, read: (artefact: Uint8Array) => Promise<void>): Promise<void> {
    const [first] = await this.#inLine(family);
    if (first === undefined) return;
    try {
      await read(await this.#read(first.id, first.checksum));
      await this.#noteReadable(first.id);
    } catch (error) {
      if (!(error instanceof DamagedModel)) throw error;
      await this.refuse(first.id, error);
    }
  }

  /** The first of the line, when it was found that it cannot be read, and nothing newer was trained since. */
  async unreadable(family: string): Promise<UnreadableVersion | undefined> {
    const [first] = await this.#inLine(family);
    const { rows } = await this.#pool.query<UnreadableVersion>(
      `SELECT id, unreadable AS reason FROM models lost
       WHERE id = $1 AND unreadable IS NOT NULL AND NOT EXISTS (SELECT FROM models newer
         WHERE newer.family = lost.family AND newer.version > lost.version AND newer.created_at > lost.unreadable_since)`,
      [first?.id ?? null],
    );
    return rows[0];
  }

  /** Notes that a version cannot be read: the registry says so, and a training need not beat it. */
  async refuse(id: string, { message }: DamagedModel): Promise<void> {
    await this.#pool.query(
      `WITH noted AS (
         UPDATE models SET unreadable = $2, unreadable_since = now() WHERE id = $1 AND unreadable IS DISTINCT FROM $2
         RETURNING family, version)
       SELECT audit_append('models', 'system', 'model.unreadable', $1::text,
              jsonb_build_object('family', family, 'version', version, 'reason', $2::text), NULL) FROM noted`,
      [id, message],
    );
  }

  /** It can be read: again, when a newer release wrote it and an older one has looked at it meanwhile. */
  async #noteReadable(id: string): Promise<void> {
    await this.#pool.query(
      'UPDATE models SET unreadable = NULL, unreadable_since = NULL, replaced_by_job = NULL WHERE id = $1 AND unreadable IS NOT NULL',
      [id],
    );
  }

  async #inLine(family: string): Promise<InLine[]> {
    const { rows } = await this.#pool.query<InLine>(line, [family]);
    return rows.length > 0 ? rows : (await this.#pool.query<InLine>(unproven, [family])).rows;
  }

  async #read(id: string, checksum: string): Promise<Uint8Array> {
    const { rows } = await this.#pool.query<{ artefact: Buffer }>('SELECT artefact FROM models WHERE id = $1', [id]);
    const [row] = rows;
    if (row === undefined) throw new DamagedModel('it is not stored any more');
    const found = createHash('sha256').update(row.artefact).digest('hex');
    if (found !== checksum) throw new DamagedModel(`its bytes have the SHA-256 ${found}, registered was ${checksum}`);
    return new Uint8Array(row.artefact);
  }
}
