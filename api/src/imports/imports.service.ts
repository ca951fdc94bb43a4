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
import { CapturesService } from '../epcis/captures.service.ts';
import type { ReceivedDocument } from '../epcis/documents.service.ts';
import { NotFound } from '../errors/failures.ts';
import { pageOf } from '../paging/page-of.ts';
import { PublicationsService } from '../publications/publications.service.ts';
import { describeImport, rowsOf } from './describe-import.ts';
import { rejectedEvents } from './rejected-events.ts';
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
    private readonly captures: CapturesService,
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
    // Those of events are brought on by the captures that they belong to.
    for (const { id } of unfinished.filter(({ format }) => format !== 'epcis')) {
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
    const { importId, document } = upload;
    if (document !== null) return this.#registerEvents(actor, query, upload, document);
    await this.audit.record(actor, async (manager) => {
      await manager.insert(ImportEntity, rowOf(actor, query, upload));
      return [undefined, { action: 'import.created', subject: importId, detail: detailOf(query, upload) }];
    });
    return { importId, jobId: await this.queues.add('import', { importId }) };
  }

  /** Events go the way of a capture; what is wrong with some of them are the rejects of the import (L4). */
  async #registerEvents(
    actor: Actor,
    query: ImportQuery,
    upload: Upload,
    document: ReceivedDocument,
  ): Promise<ImportAccepted> {
    const { importId } = upload;
    await this.engine.insert('import_rejects', rejectedEvents(importId, document));
    const { events, refused } = document;
    const rows = { rowsRejected: refused, rowsRead: events === 0 ? refused : null };
    const ended =
      events === 0 ? { state: 'done' as const, rowsAccepted: 0, rowsDuplicate: 0, finishedAt: new Date() } : {};
    await this.captures.register(actor, document, { behaviour: 'proceed', uploadId: importId }, async (manager) => {
      await manager.insert(ImportEntity, { ...rowOf(actor, query, { ...upload, file: null }), ...rows, ...ended });
      const event = { action: 'import.created', subject: importId, detail: detailOf(query, upload) };
      await this.audit.append(manager, actor, event);
    });
    return { importId, jobId: jobIdOf({ id: importId, format: 'epcis' }) };
  }

  async list({ state, ...query }: ImportListQuery): Promise<ImportPage> {
    const builder = this.imports.createQueryBuilder('import');
    if (state !== undefined) builder.where('import.state = :state', { state });
    return pageOf(builder, 'import', query, (each) => describeImport(each, jobIdOf(each)));
  }

  async find(importId: string): Promise<Import> {
    const found = await this.#byId(importId);
    if (isFresh(found)) await this.publications.applied(importId);
    const summary = describeImport(found, jobIdOf(found));
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

/** Events are taken in by a job of their own. */
const jobIdOf = ({ id, format }: Pick<ImportEntity, 'id' | 'format'>): string =>
  format === 'epcis' ? jobs['capture-events'].jobId({ requestId: id }) : jobs.import.jobId({ importId: id });

const nameOf = (query: ImportQuery, { file }: Upload): string =>
  query.name ?? `${query.dataset ?? query.mapping ?? 'events'}.${file?.format ?? query.format ?? 'file'}`;

const rowOf = (actor: Actor, query: ImportQuery, upload: Upload) => ({
  id: upload.importId,
  name: nameOf(query, upload),
  dataset: upload.mapping === null ? (query.dataset ?? null) : null,
  mapping: upload.mapping?.name ?? null,
  mappingDocument: (upload.mapping?.document ?? null) as never,
  format: upload.file?.format ?? query.format ?? null,
  file: upload.file as never,
  refusal: upload.refusal,
  bytes: upload.receivedBytes,
  sha256: upload.file?.sha256 ?? upload.document?.sha256 ?? null,
  warnings: [...(upload.file?.warnings ?? [])],
  createdBy: actor.id,
});

const detailOf = (query: ImportQuery, upload: Upload) => ({
  name: nameOf(query, upload),
  dataset: query.dataset,
  mapping: upload.mapping?.name,
  version: upload.mapping?.version,
  sha256: upload.file?.sha256,
  refusal: upload.refusal,
});

/** The datasets that an import fills: the one it was sent for, or those of its mapping as it was then. */
function datasetsOf({ dataset, mappingDocument, file }: ImportEntity): DatasetName[] {
  const facts = file?.['facts'];
  if (Array.isArray(facts)) return facts.filter((name): name is DatasetName => isDatasetName(String(name)));
  const parsed = MappingDocument.safeParse(mappingDocument);
  const names = parsed.success ? parsed.data.datasets.map((part) => part.dataset) : [dataset ?? ''];
  return [...new Set(names)].filter(isDatasetName);
}

const noRows = { read: 0, accepted: 0, rejected: 0, duplicate: 0 };

/** Done a moment ago: its rows may still be on their way into the genealogy of this process. */
const isFresh = ({ state, finishedAt }: ImportEntity): boolean =>
  state === 'done' && finishedAt !== null && finishedAt.getTime() > Date.now() - 60_000;
