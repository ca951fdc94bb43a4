import type { Job, ModelPage, ModelSummary } from '@lotscope/api/contract';
import { SvelteMap } from 'svelte/reactivity';
import { Resource } from '#lib/api/resource.svelte.ts';
import { followJob } from '#lib/data/follow-job.ts';
import { loadModels } from './models.ts';

/** A training that runs or waits to run. */
export interface Training {
  readonly jobId: string;
  readonly family: string;
  /** The version that it makes; a job that waits has none yet. */
  readonly model: ModelSummary | undefined;
  /** Newest news of the job; readers of single sites get none. */
  readonly job: Job | undefined;
}

/** Trainings that the reader started, by job, until their version is in the registry: they are found again on every page. */
const started = new SvelteMap<string, string>();

export function rememberTraining(jobId: string, family: string): void {
  started.set(jobId, family);
}

/** A server may hold six streams of one browser open; the rest of the page needs some. */
const followed = 3;
const busyMs = 4000;
const idleMs = 15_000;

const hasEnded = ({ state }: Job): boolean => state === 'done' || state === 'failed';

/** The trainings of a family, or of all, from whoever and whenever they were started, with live progress. */
export class Trainings {
  readonly models: Resource<ModelPage>;
  readonly #family: () => string | undefined;
  #jobs = $state.raw<Readonly<Record<string, Job>>>({});
  #before: readonly string[] = [];

  /** `follow`: whether the reader may read jobs; without it the registry alone is looked at. `ended`: a training is over. */
  constructor(family: () => string | undefined, follow: boolean, ended: () => void) {
    this.#family = family;
    this.models = new Resource((signal) => {
      const asked = family();
      const filter = { state: 'training', ...(asked === undefined ? {} : { family: asked }) } as const;
      return loadModels(filter, { limit: 20, cursor: null }, signal);
    });
    this.#lookAgain();
    if (follow) this.#followJobs();
    $effect(() => {
      const now = this.models.data?.items.map(({ jobId }) => jobId);
      if (now === undefined) return;
      now.forEach((jobId) => started.delete(jobId));
      if (this.#before.some((jobId) => !now.includes(jobId))) ended();
      this.#before = now;
    });
  }

  get running(): readonly Training[] {
    const registered = (this.models.data?.items ?? []).map((model) => ({ ...model, model }));
    const known = registered.map(({ jobId }) => jobId);
    const waiting = [...started].flatMap(([jobId, family]) =>
      known.includes(jobId) || (this.#family() ?? family) !== family ? [] : [{ jobId, family, model: undefined }],
    );
    return [...registered, ...waiting].map(({ jobId, family, model }) => ({
      jobId,
      family,
      model,
      job: this.#jobs[jobId],
    }));
  }

  forget(jobId: string): void {
    started.delete(jobId);
  }

  /** A training may begin and end without news of it, so that the registry is looked at again and again. */
  #lookAgain(): void {
    $effect(() => {
      const { data, problem } = this.models;
      if (data === undefined && problem === undefined) return;
      const busy = !problem && (data?.items.length ?? 0) + started.size > 0;
      const timer = setTimeout(() => this.models.refresh(), busy ? busyMs : idleMs);
      return () => clearTimeout(timer);
    });
  }

  #followJobs(): void {
    const ids = $derived(
      this.running
        .slice(0, followed)
        .map(({ jobId }) => jobId)
        .join(' '),
    );
    $effect(() => {
      const stops = ids
        .split(' ')
        .filter(Boolean)
        .map((jobId) =>
          followJob(jobId, (job) => {
            this.#jobs = { ...this.#jobs, [jobId]: job };
            if (!hasEnded(job)) return;
            if (job.state === 'done') started.delete(jobId);
            this.models.refresh();
          }),
        );
      return () => stops.forEach((stop) => stop());
    });
  }
}
