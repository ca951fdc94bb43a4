import { setTimeout as wait } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';

/** Who asks right after a small import gets its figures; after a big one the former figures are better than a long wait. */
const patienceMs = 5000;

export interface FiguresState {
  /** Everything that was published is in them. */
  readonly fresh: boolean;
  /** Another one after every publication and every derivation. */
  readonly version: string;
}

/** Whether gaps, KPIs and exposures are derived from everything that was published; a job behind the imports does that. */
@Injectable()
export class FiguresService {
  constructor(@InjectDataSource() private readonly database: DataSource) {}

  /** Waits a moment for figures that are being derived; not fresh when they still are. */
  async state(): Promise<FiguresState> {
    for (const deadline = Date.now() + patienceMs; ; await wait(100)) {
      const [row] = await this.database.query<FiguresState[]>(
        `SELECT reached >= wanted AS fresh, concat_ws(' ', wanted, reached, refreshes) AS version
         FROM derivations WHERE name = 'figures'`,
      );
      if (row === undefined) throw new Error('The derivation of the figures is not registered');
      if (row.fresh || Date.now() > deadline) return row;
    }
  }
}
