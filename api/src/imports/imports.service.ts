import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { OnApplicationBootstrap } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { jobs } from '@lotscope/jobs/contract';
import type { JobQueues } from '@lotscope/jobs/contract';
import { readRejects } from '@lotscope/sql/import';
import { importRows } from '@lotscope/sql';
import type { Engine } from '@lotscope/sql';
import { isDatasetName } from '@lotscope/sql/datasets';
import type { DatasetName } from '@lotscope/sql/datasets';
import { PinoLogger } from 'nestjs-pino';
import { In, Repository } from 'typeorm';
import { ENGINE, QUEUES } from '../app/tokens.ts';
import type { Actor } from '../audit/actor.ts';
import { AuditService } from '../audit/audit.service.ts';
import type {
  Import,
  ImportAccepted,
  ImportedRows,
  ImportListQuery,
  ImportPage,
  ImportQuery,
} from '../contract/imports.ts';
import { MappingDocument } from '../contract/mappings.ts';
import { NotFound } from '../errors/failures.ts';
import { pageOf } from '../paging/page-of.ts';
import { PublicationsService } from '../publications/publications.service.ts';
import { describeImport, rowsOf } from './describe-import.ts';
import { ImportEntity } from './import.entity.ts';
import type { Upload } from './uploads.service.ts';

/** How many rejects an import shows; all of them are in the CSV. */
const shownRejects = 100;

/** Imports: registered here, carried out by the import job. */
@Injectable()
export class ImportsService implements OnApplicationBootstrap {
  constructor(
    @Inject(ENGINE) private readonly engine: Engine,
    @Inject(QUEUES) private readonly queues: JobQueues,
    @InjectRepository(ImportEntity) private readonly imports: Repository<ImportEntity>,
    private readonly audit: AuditService,
    private readonly publications: PublicationsService,
    private readonly log: PinoLogger,
  ) {}

  /**
   * Brings on what a killed process left behind: an import whose row was written but not queued, imports that are
   * loaded and waited for the last one to derive what follows, and figures that are behind.
   */
  async onApplicationBootstrap(): Promise<void> {
    const unfinished = await this.imports.findBy({ state: In(['queued', 'running']) });
    let waiting = false;
    for (const { id } of unfinished) {
      const jobId = await this.queues.add('import', { importId: id });
      const job = await this.queues.find(jobId);
      if (job?.state === 'done') waiting = true;
      if (job?.state !== 'failed') continue;
      const error = job.error ?? 'The import was interrupted too often';
      await this.imports.update({ id }, { state: 'failed', error, finishedAt: new Date() });
      this.log.warn({ importId: id, error }, 'An import had failed without saying so');
    }
    if (waiting) await this.queues.add('refresh-disposition', { requestId: randomUUID() });
    await this.queues.add('refresh-figures', { requestId: randomUUID(), always: false });
  }

  async register(actor: Actor, query: ImportQuery, upload: Upload): Promise<ImportAccepted> {
    const { importId, mapping, file, refusal } = upload;
    const name = query.name ?? `${query.dataset ?? query.mapping}.${file?.format ?? query.format ?? 'file'}`;
    await this.audit.record(actor, async (manager) => {
      await manager.insert(ImportEntity, {
        id: importId,
        name,
        dataset: mapping === null ? (query.dataset ?? null) : null,
        mapping: mapping?.name ?? null,
        mappingDocument: (mapping?.document ?? null) as never,
        format: file?.format ?? query.format ?? null,
        file: file as never,
        refusal,
        bytes: upload.receivedBytes,
        sha256: file?.sha256 ?? null,
        warnings: [...(file?.warnings ?? [])],
        createdBy: actor.id,
      });
      const detail = {
        name,
        dataset: query.dataset,
        mapping: mapping?.name,
        version: mapping?.version,
        sha256: file?.sha256,
        refusal,
      };
      return [undefined, { action: 'import.created', subject: importId, detail }];
    });
    return { importId, jobId: await this.queues.add('import', { importId }) };
  }

  async list({ state, ...query }: ImportListQuery): Promise<ImportPage> {
    const builder = this.imports.createQueryBuilder('import');
    if (state !== undefined) builder.where('import.state = :state', { state });
    return pageOf(builder, 'import', query, (each) => describeImport(each, jobs.import.jobId({ importId: each.id })));
  }

  async find(importId: string): Promise<Import> {
    const found = await this.#byId(importId);
    if (isFresh(found)) await this.publications.applied(importId);
    const summary = describeImport(found, jobs.import.jobId({ importId }));
    const rejects = await readRejects(this.engine, importId, shownRejects);
    return { ...summary, rows: rowsOf(found) ?? noRows, rejects: [...rejects], warnings: found.warnings };
  }

  /** What has become of the rows that it brought, by dataset. */
  async rows(importId: string): Promise<ImportedRows> {
    const items = await importRows(this.engine, importId, datasetsOf(await this.#byId(importId)));
    return { items };
  }

  /** Checks that there is such an import, for its rejects as CSV. */
  async name(importId: string): Promise<string> {
    return (await this.#byId(importId)).name;
  }

  async #byId(id: string): Promise<ImportEntity> {
    const found = await this.imports.findOneBy({ id });
    if (found === null) throw new NotFound('There is no such import');
    return found;
  }
}

/** The datasets that an import fills: the one it was sent for, or those of its mapping as it was then. */
function datasetsOf({ dataset, mappingDocument }: ImportEntity): DatasetName[] {
  const parsed = MappingDocument.safeParse(mappingDocument);
  const names = parsed.success ? parsed.data.datasets.map((part) => part.dataset) : [dataset ?? ''];
  return [...new Set(names)].filter(isDatasetName);
}

const noRows = { read: 0, accepted: 0, rejected: 0, duplicate: 0 };

/** Done a moment ago: its rows may still be on their way into the genealogy of this process. */
const isFresh = ({ state, finishedAt }: ImportEntity): boolean =>
  state === 'done' && finishedAt !== null && finishedAt.getTime() > Date.now() - 60_000;
