import type { Pool } from 'pg';

/**
 * Which state of the data the figures (gaps, KPIs, exposures) are to be derived from, and from which they are: a number
 * that grows with every publication. Table `derivations`.
 */
export class FiguresDue {
  readonly #pool: Pool;

  constructor(pool: Pool) {
    this.#pool = pool;
  }

  /** Something was published: the figures are behind from now on. */
  async want(): Promise<void> {
    await this.#pool.query(`UPDATE derivations SET wanted = wanted + 1 WHERE name = 'figures'`);
  }

  /** The state to derive now; null when the figures are of the newest one. */
  async due(): Promise<bigint | null> {
    const { rows } = await this.#pool.query<{ wanted: string; reached: string }>(
      `SELECT wanted, reached FROM derivations WHERE name = 'figures'`,
    );
    const [row] = rows;
    if (row === undefined) throw new Error('The derivation of the figures is not registered');
    return BigInt(row.reached) >= BigInt(row.wanted) ? null : BigInt(row.wanted);
  }

  /** The figures were derived again, of whichever state and however far: what was answered from them before is out of date. */
  async changed(): Promise<void> {
    await this.#pool.query(`UPDATE derivations SET refreshes = refreshes + 1 WHERE name = 'figures'`);
  }

  async reached(state: bigint): Promise<void> {
    await this.#pool.query(`UPDATE derivations SET reached = greatest(reached, $1) WHERE name = 'figures'`, [
      String(state),
    ]);
  }
}
