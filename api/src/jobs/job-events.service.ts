import { Inject, Injectable } from '@nestjs/common';
import type { MessageEvent, OnModuleDestroy } from '@nestjs/common';
import type { JobQueues } from '@lotscope/jobs/contract';
import { Observable, Subject, takeUntil } from 'rxjs';
import type { Principal } from '../access/principal.ts';
import { QUEUES } from '../app/tokens.ts';
import type { Job } from '../contract/jobs.ts';
import { PublicationsService } from '../publications/publications.service.ts';
import { JobsService } from './jobs.service.ts';

/** A change that was not announced (a reconnecting queue) is noticed so late at worst; it also keeps proxies from closing the stream. */
const checkMs = 5000;

/** The state of a job as it changes, until it has ended. */
@Injectable()
export class JobEventsService implements OnModuleDestroy {
  readonly #stopped = new Subject<void>();

  constructor(
    @Inject(QUEUES) private readonly queues: JobQueues,
    private readonly jobs: JobsService,
    private readonly publications: PublicationsService,
  ) {}

  /** Ends every open stream: the server could not close under them. */
  onModuleDestroy(): void {
    this.#stopped.next();
  }

  /** Throws before the stream begins when there is no such job, or it is not for the reader. */
  async of(reader: Principal, jobId: string): Promise<Observable<MessageEvent>> {
    const first = await this.jobs.findFor(reader, jobId);
    const states = new Observable<MessageEvent>((subscriber) => {
      const send = (job: Job) => {
        subscriber.next({ type: 'job', data: job });
        if (job.state === 'done' || job.state === 'failed') subscriber.complete();
      };
      // One look at a time, and one more after it when something changed meanwhile: nothing is missed or sent out of order.
      let looking = false;
      let again = false;
      const look = async () => {
        again = true;
        if (looking) return;
        looking = true;
        while (again && !subscriber.closed) {
          again = false;
          send(await this.jobs.find(jobId));
        }
        looking = false;
      };
      const changed = () => void look().catch((error: unknown) => subscriber.error(error));
      const unwatch = this.queues.watch(jobId, changed);
      this.publications.on('published', changed);
      const timer = setInterval(changed, checkMs);
      send(first);
      changed();
      return () => {
        clearInterval(timer);
        this.publications.off('published', changed);
        unwatch();
      };
    });
    return states.pipe(takeUntil(this.#stopped));
  }
}
