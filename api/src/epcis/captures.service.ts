import { randomUUID } from 'node:crypto';
import type { Problem } from '@lotscope/epcis';
import type { JobQueues } from '@lotscope/jobs/contract';
import { Inject, Injectable } from '@nestjs/common';
import type { OnApplicationBootstrap } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { In, Repository } from 'typeorm';
import type { EntityManager } from 'typeorm';
import { QUEUES } from '../app/tokens.ts';
import type { Actor } from '../audit/actor.ts';
import { AuditService } from '../audit/audit.service.ts';
import type { CaptureErrorBehaviour, CaptureJob, CaptureListQuery } from '../contract/epcis-capture.ts';
import { NotFound } from '../errors/failures.ts';
import { pageOf } from '../paging/page-of.ts';
import { PublicationsService } from '../publications/publications.service.ts';
import { CaptureEntity } from './capture.entity.ts';
import { describeCapture } from './describe-capture.ts';
import { DocumentsService, refusalOf, type ReceivedDocument } from './documents.service.ts';

/** More than this many problems of one capture help nobody. */
const listedProblems = 1000;

/** What is kept of a document. */
type Registered = Pick<ReceivedDocument, 'id' | 'path' | 'bytes' | 'sha256' | 'events' | 'refused'> & {
  readonly problems?: readonly Problem[];
};

/** Captures of events: registered here, taken in by the capture job. */
@Injectable()
export class CapturesService implements OnApplicationBootstrap {
  constructor(
    @Inject(QUEUES) private readonly queues: JobQueues,
    @InjectRepository(CaptureEntity) private readonly captures: Repository<CaptureEntity>,
    private readonly audit: AuditService,
    private readonly documents: DocumentsService,
    private readonly publications: PublicationsService,
  ) {}

  /** Brings on what a killed process left behind. */
  async onApplicationBootstrap(): Promise<void> {
    const waiting = await this.captures.existsBy({ state: In(['queued', 'running']) });
    if (waiting) await this.queues.add('capture-events', { requestId: randomUUID() });
  }

  /** Throws `Invalid` with the reasons when nothing of the document is to be taken. */
  async capture(actor: Actor, body: unknown, behaviour: CaptureErrorBehaviour): Promise<CaptureJob> {
    const document = await this.documents.receive(body);
    if (!isTaken(document, behaviour)) {
      await this.documents.drop(document);
      throw refusalOf(document.problems);
    }
    await this.register(actor, document, { behaviour });
    return describeCapture(await this.#byId(document.id));
  }

  /**
   * Events of the document wait from now on, whatever happens to this process; answers the time that counts as that of their recording.
   * `before`: what is written together with it.
   */
  async register(
    actor: Actor,
    document: Registered,
    of: { behaviour: CaptureErrorBehaviour; uploadId?: string },
    before: (manager: EntityManager) => Promise<unknown> = () => Promise.resolve(),
  ): Promise<Date> {
    const { id, path, bytes, sha256, events, refused } = document;
    const problems: Problem[] = (document.problems ?? []).slice(0, listedProblems);
    const isOver = events === 0;
    const createdAt = new Date();
    await this.audit.record(actor, async (manager) => {
      await before(manager);
      await manager.insert(CaptureEntity, {
        ...{ id, path, bytes, sha256, events, problems },
        behaviour: of.behaviour,
        uploadId: of.uploadId ?? null,
        state: isOver ? 'done' : 'queued',
        finishedAt: isOver ? new Date() : null,
        createdBy: actor.id,
        createdAt,
      } as never);
      const detail = { sha256, events, refused, behaviour: of.behaviour, importId: of.uploadId };
      return [undefined, { action: 'capture.created', subject: id, detail }];
    });
    if (isOver) await this.documents.drop(document);
    else await this.queues.add('capture-events', { requestId: id });
    return createdAt;
  }

  async find(id: string): Promise<CaptureJob> {
    const found = await this.#byId(id);
    if (isFresh(found)) await this.publications.applied(found.importId ?? '');
    return describeCapture(found);
  }

  /** A page of them, newest first, and the token of the next. */
  async list({
    perPage: limit,
    nextPageToken: cursor,
  }: CaptureListQuery): Promise<{ items: CaptureJob[]; next: string | null }> {
    const builder = this.captures.createQueryBuilder('capture');
    const { items, nextCursor } = await pageOf(builder, 'capture', { limit, cursor }, describeCapture);
    return { items, next: nextCursor };
  }

  async #byId(id: string): Promise<CaptureEntity> {
    const found = await this.captures.findOneBy({ id });
    if (found === null) throw new NotFound('There is no such capture');
    return found;
  }
}

const isTaken = ({ isWhole, problems }: ReceivedDocument, behaviour: CaptureErrorBehaviour): boolean =>
  isWhole && (problems.length === 0 || behaviour === 'proceed');

/** Done a moment ago: its rows may still be on their way into the genealogy of this process. */
const isFresh = ({ state, finishedAt, importId }: CaptureEntity): boolean =>
  state === 'done' && importId !== null && finishedAt !== null && finishedAt.getTime() > Date.now() - 60_000;
