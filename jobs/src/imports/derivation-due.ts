import type { Pool } from 'pg';

/** What is derived from everything that was published, behind the imports. */
export type Derivation = 'figures' | `scores of ${string}`;

/**
 * Which state of the data something (gaps, KPIs and exposures; the scores of a family) is to be derived from, and from which it is: a
 * number that grows with every publication. Table `derivations`.
 */
export class DerivationDue {
  readonly #pool: Pool;
  readonly #name: Derivation;

  constructor(pool: Pool, name: Derivation) {
    this.#pool = pool;
    this.#name = name;
  }

  /** Something was published: what is derived is behind from now on. */
  async want(): Promise<void> {
    await this.#pool.query(
      `INSERT INTO derivations (name, wanted) VALUES ($1, 1)
       ON CONFLICT (name) DO UPDATE SET wanted = derivations.wanted + 1`,
      [this.#name],
    );
  }

  /** The state to derive now; null when what there is is of the newest one. */
  async due(): Promise<bigint | null> {
    const { rows } = await this.#pool.query<{ wanted: string; reached: string }>(
      `SELECT wanted, reached FROM derivations WHERE name = $1`,
      [this.#name],
    );
    const { wanted, reached } = rows[0] ?? { wanted: '0', reached: '0' };
    return BigInt(reached) >= BigInt(wanted) ? null : BigInt(wanted);
  }

  /** It was derived again, of whichever state and however far: what was answered from it before is out of date. */
  async changed(): Promise<void> {
    await this.#pool.query(`UPDATE derivations SET refreshes = refreshes + 1 WHERE name = $1`, [this.#name]);
  }

  async reached(state: bigint): Promise<void> {
    await this.#pool.query(`UPDATE derivations SET reached = greatest(reached, $2) WHERE name = $1`, [
      this.#name,
      String(state),
    ]);
  }
}
