import { setTimeout as wait } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { JobQueues } from '@lotscope/jobs/contract';
import { DataSource } from 'typeorm';
import { QUEUES } from '../app/tokens.ts';
import type { FiguresProgress } from '../contract/figures-progress.ts';

/** Who asks right after a small import gets its figures; after a big one the former figures are better than a long wait. */
const patienceMs = 5000;
/** An import says that figures are due a moment before it adds the job that derives them. */
const graceMs = 1000;

interface Derivation {
  /** Everything that was published is in them. */
  readonly fresh: boolean;
  readonly version: string;
}

export interface FiguresState extends FiguresProgress {
  /** Another one after every publication and every derivation. */
  readonly version: string;
}

/** Whether gaps, KPIs and exposures are derived from everything that was published; a job behind the imports does that. */
@Injectable()
export class FiguresService {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    @Inject(QUEUES) private readonly queues: JobQueues,
  ) {}

  /** Waits a moment for figures that are being derived, and says whether anything still derives them. */
  async state(): Promise<FiguresState> {
    for (const started = Date.now(); ; await wait(100)) {
      const waited = Date.now() - started;
      // The job first: one that ends between the two looks has its figures in the second.
      const job = waited < graceMs ? undefined : await this.queues.newest('refresh-figures');
      const { fresh, version } = await this.#derivation();
      if (fresh) return { version, refreshing: false, behind: null };
      if (job === undefined) continue;
      if (job?.state === 'queued' || job?.state === 'running') {
        if (waited > patienceMs) return { version, refreshing: true, behind: null };
      } else {
        return { version, refreshing: false, behind: { reason: job?.error ?? null } };
      }
    }
  }

  async #derivation(): Promise<Derivation> {
    const [row] = await this.database.query<Derivation[]>(
      `SELECT reached >= wanted AS fresh, concat_ws(' ', wanted, reached, refreshes) AS version
       FROM derivations WHERE name = 'figures'`,
    );
    if (row === undefined) throw new Error('The derivation of the figures is not registered');
    return row;
  }
}
