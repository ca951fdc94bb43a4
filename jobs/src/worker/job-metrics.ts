import { Gauge, Histogram } from 'prom-client';
import type { Registry } from 'prom-client';
import type { JobQueues } from '../contract/queues.ts';

export type JobOutcome = 'done' | 'refused' | 'failed';

/** What Prometheus is told of jobs: how long those of this process took, and how many wait in each queue, whoever asks. */
export class JobMetrics {
  readonly #seconds: Histogram<'name' | 'outcome'>;

  constructor(registry: Registry, queues: JobQueues) {
    this.#seconds = new Histogram({
      name: 'lotscope_job_seconds',
      help: 'Time that an attempt at a job took, by name and outcome (refused: for what it was given)',
      labelNames: ['name', 'outcome'],
      buckets: [0.05, 0.2, 0.5, 1, 2, 5, 10, 30, 60, 180, 600],
      registers: [registry],
    });
    new Gauge({
      name: 'lotscope_queue_jobs',
      help: 'Jobs that wait, run or are to be tried again later, by queue',
      labelNames: ['queue', 'state'],
      registers: [registry],
      async collect() {
        this.reset();
        const counts = await queues.counts().catch(() => []); // a queue that does not answer has no figures: they are absent, not 0
        for (const { queue, state, jobs } of counts) this.set({ queue, state }, jobs);
      },
    });
  }

  ended(name: string, outcome: JobOutcome, seconds: number): void {
    this.#seconds.observe({ name, outcome }, seconds);
  }
}
