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

/** Gives work to the model that serves; when that one is damaged, it is named and the champion before it serves. */
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
        return { model, value, refused };
      } catch (error) {
        if (!(error instanceof DamagedModel)) throw error;
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
      if (error instanceof DamagedModel) return undefined; // its page says so
      throw error;
    }
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
