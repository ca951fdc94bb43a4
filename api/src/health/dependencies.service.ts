import { Inject, Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { askDependency } from '@lotscope/jobs/contract';
import type { JobQueues } from '@lotscope/jobs/contract';
import type { Engine } from '@lotscope/sql';
import { Genealogy } from '@lotscope/sql/genealogy';
import { DataSource } from 'typeorm';
import { ENGINE, QUEUES } from '../app/tokens.ts';
import type { Readiness } from '../contract/health.ts';

/** What the product stands on, and whether each of it answers. */
@Injectable()
export class DependenciesService {
  constructor(
    @Inject(ENGINE) private readonly engine: Engine,
    @InjectDataSource() private readonly metadata: DataSource,
    @Inject(QUEUES) private readonly queues: JobQueues,
    @Inject(Genealogy) private readonly genealogy: Genealogy,
  ) {}

  async check(): Promise<Readiness> {
    const dependencies = await Promise.all([
      askDependency('analytics', async () => {
        await this.engine.query('SELECT 1 AS one SETTINGS max_execution_time = 2');
        return this.engine.kind;
      }),
      askDependency('metadata', async () => {
        await this.metadata.query('SELECT 1');
        return 'postgres';
      }),
      askDependency('queue', async () => {
        await this.queues.ping();
        return 'answers';
      }),
      askDependency('genealogy', async () => {
        await this.genealogy.ready;
        return this.genealogy.status.mode;
      }),
    ]);
    return { ready: dependencies.every(({ ready }) => ready), dependencies };
  }
}
