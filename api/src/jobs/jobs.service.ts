import { Inject, Injectable } from '@nestjs/common';
import { isJobName, jobs } from '@lotscope/jobs/contract';
import type { JobPayload, JobName, JobQueues, JobSnapshot } from '@lotscope/jobs/contract';
import type { Principal } from '../access/principal.ts';
import { QUEUES } from '../app/tokens.ts';
import type { Actor } from '../audit/actor.ts';
import { AuditService } from '../audit/audit.service.ts';
import type { Job, JobAccepted, NewJob } from '../contract/jobs.ts';
import { Forbidden, Invalid, NotFound } from '../errors/failures.ts';
import { faultsOf } from '../errors/to-problem.ts';
import { ImportJobsService } from './import-jobs.service.ts';
import { JobCancellationsService } from './job-cancellations.service.ts';

/** Our job ids are names and UUIDs; the queue's database would choke on some other texts. */
const wellFormed = /^[\w-]{1,200}$/;

/** Background jobs as people see them. */
@Injectable()
export class JobsService {
  constructor(
    @Inject(QUEUES) private readonly queues: JobQueues,
    private readonly audit: AuditService,
    private readonly importJobs: ImportJobsService,
    private readonly cancellations: JobCancellationsService,
  ) {}

  async start(actor: Actor, { name, payload }: NewJob): Promise<JobAccepted> {
    if (!isJobName(name) || !jobs[name].startable) {
      const names = Object.entries(jobs).flatMap(([each, { startable }]) => (startable ? [each] : []));
      throw new Invalid(`Jobs that can be started: ${names.join(', ')}`, [
        { path: 'name', message: 'is none of them' },
      ]);
    }
    const parsed = jobs[name].payload.safeParse(payload);
    if (!parsed.success) throw new Invalid('The payload is not what the job takes', faultsOf(parsed.error.issues));
    const jobId = await this.audit.record(actor, async () => {
      const id = await this.queues.add(name, parsed.data as JobPayload<JobName>);
      return [id, { action: 'job.started', subject: id, detail: { name } }];
    });
    return { jobId };
  }

  /** A reader who is limited to sites sees the jobs that tell of those sites only; throws `Forbidden` for the others. */
  async findFor({ sites }: Principal, jobId: string): Promise<Job> {
    const job = await this.#snapshot(jobId);
    if (sites !== null && !(job.sites?.every((site) => sites.includes(site)) ?? false))
      throw new Forbidden('This concerns every site, and you are limited to some');
    return this.find(jobId);
  }

  async find(jobId: string): Promise<Job> {
    return this.importJobs.settled(describe(await this.cancellations.ended(await this.#snapshot(jobId))));
  }

  /** A job that runs ends within seconds; one that waits never starts. */
  async cancel(actor: Actor, jobId: string): Promise<JobAccepted> {
    await this.cancellations.cancel(actor, await this.#snapshot(jobId));
    return { jobId };
  }

  async #snapshot(jobId: string): Promise<JobSnapshot> {
    const job = wellFormed.test(jobId) ? await this.queues.find(jobId) : null;
    if (job === null) throw new NotFound('There is no such job, or it ended long ago');
    return job;
  }
}

function describe({ createdAt, startedAt, finishedAt, sites: _sites, ...job }: JobSnapshot): Job {
  return {
    ...job,
    createdAt: createdAt.toISOString(),
    startedAt: startedAt?.toISOString() ?? null,
    finishedAt: finishedAt?.toISOString() ?? null,
  };
}
