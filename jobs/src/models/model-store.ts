import { createHash } from 'node:crypto';
import type { Champion, ModelCard, Trained } from '@lotscope/ml';
import type { Pool, PoolClient } from 'pg';
import { inTransaction } from '../metadata/in-transaction.ts';
import { promotionOf } from './promotion.ts';
import { storedCard } from './stored-card.ts';

export interface RegisteredModel {
  readonly id: string;
  readonly family: string;
  readonly version: number;
  readonly state: 'training' | 'challenger' | 'champion' | 'retired' | 'failed';
  readonly skill: string | null;
  readonly verdict: string | null;
}

/** The version that serves, as a training compares itself with it. */
export interface RegisteredChampion extends Champion {
  readonly id: string;
}

/** The champion when another version is registered; lost: it cannot be read, so that it serves nobody. */
interface Former {
  readonly id: string;
  readonly version: number;
  readonly lost: boolean;
}

interface StoredChampion {
  id: string;
  version: number;
  checksum: string;
  artefact: Buffer;
  card: ModelCard;
}

const columns = 'id, family, version, state, skill, verdict';

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** The training's side of the registry: table `models`. Every change of it is in the audit trail, in the same transaction. */
export class ModelStore {
  readonly #pool: Pool;

  constructor(pool: Pool) {
    this.#pool = pool;
  }

  /** The version that this job trains: a new one, or the one of an earlier attempt, which may have taken effect already. */
  begin(family: string, jobId: string): Promise<RegisteredModel> {
    return inTransaction(this.#pool, async (client) => {
      await lockFamily(client, family);
      const { rows: before } = await client.query<RegisteredModel>(
        `UPDATE models SET state = CASE state WHEN 'failed' THEN 'training' ELSE state END,
                reason = CASE state WHEN 'failed' THEN NULL ELSE reason END, cancelled = false
         WHERE job_id = $1 RETURNING ${columns}`,
        [jobId],
      );
      if (before[0] !== undefined) return before[0];
      const { rows } = await client.query<RegisteredModel>(
        `INSERT INTO models (family, version, state, job_id)
         SELECT $1, coalesce(max(version), 0) + 1, 'training', $2 FROM models WHERE family = $1 RETURNING ${columns}`,
        [family, jobId],
      );
      return only(rows);
    });
  }

  /** The version that serves, to be beaten; undefined: none does, or it cannot be read. */
  async champion(family: string): Promise<RegisteredChampion | undefined> {
    const { rows } = await this.#pool.query<StoredChampion>(
      `SELECT id, version, checksum, artefact, card FROM models
       WHERE family = $1 AND state = 'champion' AND unreadable IS NULL`,
      [family],
    );
    const [found] = rows;
    if (found === undefined || sha256(found.artefact) !== found.checksum) return undefined;
    const { id, version, artefact, card } = found;
    const knewUntil = Date.parse(card.trainedOn.to);
    return { id, artefact: new Uint8Array(artefact), name: `version ${version}`, knewUntil };
  }

  /**
   * Registers what was trained, and makes it the champion when the promotion rule says so of the one that serves now. `compared`: the id of the
   * champion that it was compared with; one that was promoted meanwhile stays. One that cannot be read leaves its place empty.
   */
  async register({ id, family }: RegisteredModel, trained: Trained, compared?: string): Promise<RegisteredModel> {
    const { artefact, card, skill } = trained;
    const stored = [id, skill, card.verdict, storedCard(card), Buffer.from(artefact), sha256(artefact)];
    return inTransaction(this.#pool, async (client) => {
      await lockFamily(client, family);
      const { rows: champions } = await client.query<Former>(
        `SELECT id, version, unreadable IS NOT NULL OR encode(sha256(artefact), 'hex') <> checksum AS lost
         FROM models WHERE family = $1 AND state = 'champion'`,
        [family],
      );
      const [former] = champions;
      const { promotion: _, ...uncompared } = trained;
      const comparable = former === undefined || (former.id === compared && !former.lost);
      const { promote, reason } = promotionOf(comparable ? trained : uncompared, former !== undefined && !former.lost);
      const { rows } = await client.query<RegisteredModel>(
        `UPDATE models SET state = 'challenger', skill = $2, verdict = $3, card = $4, artefact = $5, checksum = $6, reason = $7
         WHERE id = $1 AND state = 'training' RETURNING ${columns}`,
        [...stored, reason],
      );
      const model = only(rows);
      const detail = { family, version: model.version, skill, checksum: stored[5] };
      await audit(client, 'model.trained', id, detail);
      return promote ? makeChampion(client, model, former, reason) : model;
    });
  }

  /** Somebody ended the training: its version, if it has one yet, has failed, but that is no fault. What serves goes on serving. */
  async cancelled(jobId: string, reason: string): Promise<void> {
    const { rows } = await this.#pool.query<{ id: string }>('SELECT id FROM models WHERE job_id = $1', [jobId]);
    for (const { id } of rows) await this.fail(id, reason, { cancelled: true });
  }

  /** The training failed for good. What serves goes on serving. */
  async fail(id: string, reason: string, { cancelled = false } = {}): Promise<void> {
    await inTransaction(this.#pool, async (client) => {
      const { rows } = await client.query<RegisteredModel>(
        `UPDATE models SET state = 'failed', reason = $2, cancelled = $3 WHERE id = $1 AND state = 'training' RETURNING ${columns}`,
        [id, reason, cancelled],
      );
      for (const { family, version } of rows) await audit(client, 'model.failed', id, { family, version, reason });
    });
  }

  /** Which share of the newest ten trainings that have ended failed; those that somebody ended do not count. */
  async failedShare(family: string): Promise<number> {
    const { rows } = await this.#pool.query<{ share: number | null }>(
      `SELECT avg((state = 'failed')::int)::float8 AS share FROM (
         SELECT state FROM models WHERE family = $1 AND state <> 'training' AND NOT cancelled ORDER BY version DESC LIMIT 10) newest`,
      [family],
    );
    const share = rows[0]?.share;
    if (share === null || share === undefined) throw new Error(`No training of ${family} has ended`);
    return share;
  }
}

async function makeChampion(
  client: PoolClient,
  model: RegisteredModel,
  former: Former | undefined,
  reason: string,
): Promise<RegisteredModel> {
  const { id, family, version } = model;
  if (former !== undefined) {
    const retired = `Version ${version} was promoted instead`;
    await client.query(`UPDATE models SET state = 'retired', reason = $2 WHERE id = $1`, [former.id, retired]);
  }
  const { rows } = await client.query<RegisteredModel>(
    `UPDATE models SET state = 'champion', promoted_at = now(), promoted_by = 'promotion rule' WHERE id = $1 RETURNING ${columns}`,
    [id],
  );
  await audit(client, 'model.promoted', id, { family, version, from: former?.version ?? null, reason });
  return only(rows);
}

/** The API takes the same lock when a person promotes. */
async function lockFamily(client: PoolClient, family: string): Promise<void> {
  await client.query('SELECT pg_advisory_xact_lock(hashtext($1))', [`models of ${family}`]);
}

async function audit(client: PoolClient, action: string, subject: string, detail: object): Promise<void> {
  const values = [action, subject, JSON.stringify(detail)];
  await client.query(`SELECT audit_append('training job', 'system', $1, $2, $3, NULL)`, values);
}

function only(rows: readonly RegisteredModel[]): RegisteredModel {
  const [row] = rows;
  if (row === undefined) throw new Error('The model is not one that is being trained');
  return row;
}
