import { randomUUID } from 'node:crypto';
import { modelFamilies } from '@lotscope/jobs/contract';
import type { JobQueues } from '@lotscope/jobs/contract';
import { Inject, Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import type { EntityManager } from 'typeorm';
import type { Principal } from '../access/principal.ts';
import { QUEUES } from '../app/tokens.ts';
import type { Actor } from '../audit/actor.ts';
import { AuditService } from '../audit/audit.service.ts';
import type { ModelDrift } from '../contract/model-drift.ts';
import type { Model, ModelPage, ModelPromotion, ModelQuery, ModelSummary } from '../contract/models.ts';
import { Conflict, NotFound } from '../errors/failures.ts';
import { pageOf } from '../paging/page-of.ts';
import { ModelEntity } from './model.entity.ts';
import { maySeeSegment, withoutSites } from './site-words.ts';
import { UnreadableVersionsService } from './unreadable-versions.service.ts';

/** The stored bytes of a model, weighed where they are: they are not read into this process. */
interface StoredArtefact {
  readonly bytes: number;
  readonly sha256: string;
  readonly intact: boolean;
}

/** Versions of models by family, and which of them serves. */
@Injectable()
export class ModelsService {
  constructor(
    @InjectRepository(ModelEntity) private readonly models: Repository<ModelEntity>,
    @Inject(QUEUES) private readonly queues: JobQueues,
    private readonly audit: AuditService,
    private readonly unreadable: UnreadableVersionsService,
  ) {}

  /** Newest first. */
  async list({ sites }: Pick<Principal, 'sites'>, { family, state, ...paging }: ModelQuery): Promise<ModelPage> {
    const builder = this.models.createQueryBuilder('model');
    if (family !== undefined) builder.andWhere('model.family = :family', { family });
    if (state !== undefined) builder.andWhere('model.state = :state', { state });
    const { items, ...page } = await pageOf(builder, 'model', paging, (model) => model);
    const segments = sites === null ? new Map<string, string[]>() : await segmentsOf(this.models.manager, items);
    const described = items.map((model) => this.#described(model, sites, segments.get(model.id) ?? []));
    return { items: await Promise.all(described), ...page };
  }

  /** Of the segments of its card, which are sites, those that the reader may see. */
  async find({ sites }: Pick<Principal, 'sites'>, id: string): Promise<Model> {
    const model = await this.models
      .createQueryBuilder('model')
      .addSelect('model.card')
      .where('model.id = :id', { id })
      .getOne();
    if (model === null) throw new NotFound(noModel);
    const segments = model.card?.segments ?? [];
    const seen = segments.filter(({ name }) => maySeeSegment(sites, name));
    const names = segments.map(({ name }) => name);
    const verdict = model.card && withoutSites(model.card.verdict, sites, names);
    return {
      ...(await this.#described(model, sites, names)),
      card: model.card === null ? null : { ...model.card, verdict: verdict ?? '', segments: seen },
      segmentsWithheld: segments.length - seen.length,
      artefact: await artefactOf(this.models.manager, id),
    };
  }

  /** How far what it scores now is from what it learned from, as the job that watches found last. */
  async drift(id: string): Promise<ModelDrift> {
    if (!(await this.models.existsBy({ id }))) throw new NotFound(noModel);
    const [found] = await this.models.manager.query<(Omit<ModelDrift, 'checkedAt'> & { checked_at: Date })[]>(
      'SELECT features, score, brier, checked_at FROM model_drift WHERE model_id = $1',
      [id],
    );
    if (found === undefined) return { features: [], score: null, brier: null, checkedAt: null };
    const { features, score, brier, checked_at } = found;
    return { features, score, brier, checkedAt: checked_at.toISOString() };
  }

  /** Makes a version the champion of its family, and has it score what is there; promoting the champion again changes nothing. */
  async promote(reader: Principal, actor: Actor, id: string, { reason }: ModelPromotion): Promise<Model> {
    const promotedIn = await this.audit.record(actor, async (manager) => {
      const found = await manager.findOneBy(ModelEntity, { id });
      if (found === null) throw new NotFound(noModel);
      // The training job takes the same lock: of two promotions at once, the later one wins and both are on record.
      await manager.query('SELECT pg_advisory_xact_lock(hashtext($1))', [`models of ${found.family}`]);
      const model = await manager.findOneByOrFail(ModelEntity, { id });
      if (model.state === 'champion') return [null, null];
      mayServe(model, await artefactOf(manager, id));
      const { family, version } = model;
      const former = await manager.findOneBy(ModelEntity, { family, state: 'champion' });
      if (former !== null) {
        const retired = { state: 'retired' as const, reason: `Version ${version} was promoted instead` };
        await manager.update(ModelEntity, { id: former.id }, retired);
      }
      const promoted = { state: 'champion' as const, reason, promotedAt: new Date(), promotedBy: actor.id };
      await manager.update(ModelEntity, { id }, promoted);
      await wantScores(manager, family);
      const detail = { family, version, from: former?.version ?? null, reason };
      return [family, { action: 'model.promoted', subject: id, detail }];
    });
    const family = modelFamilies.find((name) => name === promotedIn);
    if (family !== undefined) await this.queues.add('score-model', { requestId: randomUUID(), family, always: false });
    return this.find(reader, id);
  }

  async #described(
    model: ModelEntity,
    sites: readonly string[] | null,
    segments: readonly string[],
  ): Promise<ModelSummary> {
    const { verdict, reason, ...described } = describe(model, await this.unreadable.saidOf(model));
    const spoken = (sentence: string | null) => withoutSites(sentence, sites, segments);
    return { ...described, verdict: spoken(verdict), reason: spoken(reason) };
  }
}

const noModel = 'There is no such model';

/** Names of the segments of models, which are sites. */
async function segmentsOf(manager: EntityManager, models: readonly ModelEntity[]): Promise<Map<string, string[]>> {
  const rows = await manager.query<{ id: string; names: string[] }[]>(
    `SELECT id, jsonb_path_query_array(card, '$.segments[*].name') AS names FROM models WHERE id = ANY ($1)`,
    [models.map(({ id }) => id)],
  );
  return new Map(rows.map(({ id, names }) => [id, names ?? []]));
}

/** What is shown is behind from now on, even if the process dies before the job is added. */
async function wantScores(manager: EntityManager, family: string): Promise<void> {
  await manager.query(
    `INSERT INTO derivations (name, wanted) VALUES ($1, 1) ON CONFLICT (name) DO UPDATE SET wanted = derivations.wanted + 1`,
    [`scores of ${family}`],
  );
}

async function artefactOf(manager: EntityManager, id: string): Promise<StoredArtefact | null> {
  const [stored] = await manager.query<StoredArtefact[]>(
    `SELECT length(artefact) AS bytes, checksum AS sha256, encode(sha256(artefact), 'hex') = checksum AS intact
     FROM models WHERE id = $1 AND artefact IS NOT NULL AND checksum IS NOT NULL`,
    [id],
  );
  return stored ?? null;
}

function mayServe(
  { family, version, state, skill, verdict, unreadable }: ModelEntity,
  artefact: StoredArtefact | null,
): void {
  const name = `${family} version ${version}`;
  if (state === 'training') throw new Conflict(`${name} is still being trained`);
  if (state === 'failed' || artefact === null) throw new Conflict(`The training of ${name} failed: it cannot serve`);
  if (skill !== 'skill') throw new Conflict(`${name} cannot serve: ${verdict ?? skill}`);
  if (!artefact.intact) {
    throw new Conflict(`${name} is damaged: its stored bytes have not the SHA-256 ${artefact.sha256} of its training`);
  }
  if (unreadable !== null) throw new Conflict(`${name} cannot be read any more: ${unreadable}`);
}

/** `unreadable`: what is said of it when it cannot be read. */
function describe(model: ModelEntity, unreadable: string | null): ModelSummary {
  const { id, family, version, state, skill, verdict, reason, jobId, createdAt, promotedAt, promotedBy } = model;
  return {
    id,
    family,
    version,
    state,
    skill,
    verdict:
      unreadable === null ? verdict : [unreadable, verdict].filter((each) => each !== null).join('. In training: '),
    unreadable,
    reason,
    jobId,
    createdAt: createdAt.toISOString(),
    promotedAt: promotedAt?.toISOString() ?? null,
    promotedBy,
  };
}
