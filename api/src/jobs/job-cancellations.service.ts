import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { jobs } from '@lotscope/jobs/contract';
import type { JobSnapshot } from '@lotscope/jobs/contract';
import { DataSource } from 'typeorm';
import type { Actor } from '../audit/actor.ts';
import { AuditService } from '../audit/audit.service.ts';
import { Conflict } from '../errors/failures.ts';

/** Jobs that somebody wants to end: noted here, ended by the worker that runs them. */
@Injectable()
export class JobCancellationsService {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly audit: AuditService,
  ) {}

  /** Notes that the job is to end; again changes nothing. Throws `Conflict` for one that has ended, or may not be left half done. */
  async cancel(actor: Actor, { jobId, name, state }: JobSnapshot): Promise<void> {
    if (jobs[name].cancellable !== true) throw new Conflict(`A job ${name} cannot be cancelled: it would be half done`);
    if (state === 'done' || state === 'failed') throw new Conflict('The job has ended already');
    await this.audit.record(actor, async (manager) => {
      const noted = await manager.query<unknown[]>(
        `INSERT INTO job_cancellations (job_id, reason) VALUES ($1, $2) ON CONFLICT (job_id) DO NOTHING RETURNING job_id`,
        [jobId, `It was cancelled by ${actor.id}`],
      );
      return [undefined, noted.length === 0 ? null : { action: 'job.cancelled', subject: jobId, detail: { name } }];
    });
  }

  /** A job that waits in vain has failed, as people see it; the worker says so once it comes to it. */
  async ended(job: JobSnapshot): Promise<JobSnapshot> {
    if (job.state !== 'queued' || jobs[job.name].cancellable !== true) return job;
    const [found] = await this.database.query<{ reason: string; at: Date }[]>(
      'SELECT reason, cancelled_at AS at FROM job_cancellations WHERE job_id = $1',
      [job.jobId],
    );
    return found === undefined ? job : { ...job, state: 'failed', error: found.reason, finishedAt: found.at };
  }
}
