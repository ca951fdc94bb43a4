import { ExpiryWhatIfResult, Job, type ExpiryWhatIf } from '@lotscope/api/contract';
import { asProblem, RequestProblem } from '#lib/api/problem.ts';
import { apiPath, request } from '#lib/api/request.ts';
import { followJob } from '#lib/data/follow-job.ts';
import { askWhatIf } from './expiry.ts';

/** One question "what if", from the asking to the answer of its job; a new one replaces it. */
export class WhatIf {
  asked = $state.raw<ExpiryWhatIf>();
  job = $state.raw<Job>();
  result = $state.raw<ExpiryWhatIfResult>();
  problem = $state.raw<RequestProblem>();
  busy = $state(false);
  #stop: (() => void) | undefined;

  async ask(question: ExpiryWhatIf): Promise<void> {
    this.stop();
    this.asked = question;
    this.job = this.result = this.problem = undefined;
    this.busy = true;
    try {
      const jobId = await askWhatIf(question);
      // A stream that is refused says nothing; the job itself does.
      await request(Job, apiPath`/jobs/${jobId}`);
      if (this.asked === question) this.#stop = followJob(jobId, (job) => this.#hear(job));
    } catch (error) {
      this.problem = asProblem(error);
      this.busy = false;
    }
  }

  stop(): void {
    this.#stop?.();
    this.#stop = undefined;
    this.busy = false;
    this.asked = undefined;
  }

  #hear(job: Job): void {
    this.job = job;
    if (job.state === 'queued' || job.state === 'running') return;
    this.busy = false;
    if (job.state === 'failed')
      this.problem = new RequestProblem({ status: 0, code: 'failed', detail: job.error ?? 'The job failed.' });
    else this.result = ExpiryWhatIfResult.parse(job.result);
  }
}
