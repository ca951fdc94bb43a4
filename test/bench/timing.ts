/** What a series of runs took, in milliseconds. */
export interface Timing {
  readonly median: number;
  readonly p95: number;
  readonly runs: number;
}

export interface Repeats {
  /** Fewest timed runs, as long as they take seconds together. */
  readonly atLeast: number;
  /** No further run is started once this much time has gone, unless `atLeast` is not reached. */
  readonly seconds: number;
  /** Most timed runs. */
  readonly atMost: number;
}

export const usual: Repeats = { atLeast: 15, seconds: 3, atMost: 2000 };

/** Milliseconds after which work that takes seconds is neither warmed further nor timed more than once per case. */
const PATIENCE = 10_000;

/** Median and 95th percentile (nearest rank) of measured milliseconds. */
export function summarise(milliseconds: readonly number[]): Timing {
  if (milliseconds.length === 0) throw new Error('Nothing was measured');
  const sorted = Float64Array.from(milliseconds).sort();
  const rank = (share: number) => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] as number;
  return { median: rank(0.5), p95: rank(0.95), runs: sorted.length };
}

/**
 * Times `work` over the cases in turn: once through all of them untimed (warm), then round after round. Work that takes seconds is
 * timed once per case.
 * Work that answers without a promise is not awaited, so that microseconds can be measured.
 */
export async function time<Case>(
  cases: readonly Case[],
  work: (input: Case) => unknown,
  repeats: Repeats = usual,
): Promise<Timing> {
  const warm = performance.now() + PATIENCE;
  for (const input of cases) if (performance.now() < warm) await work(input);
  const measured: number[] = [];
  const start = performance.now();
  const goesOn = (run: number): boolean => {
    if (run < Math.min(repeats.atLeast, cases.length)) return true;
    const gone = performance.now() - start;
    return gone < repeats.seconds * 1000 || (run < repeats.atLeast && gone < PATIENCE);
  };
  for (let run = 0; run < repeats.atMost && goesOn(run); run++) {
    const input = cases[run % cases.length] as Case;
    const begin = performance.now();
    const answer = work(input);
    if (answer instanceof Promise) await answer;
    measured.push(performance.now() - begin);
  }
  return summarise(measured);
}

/** Milliseconds that one run took, with its answer. */
export async function once<Answer>(work: () => Promise<Answer> | Answer): Promise<{ ms: number; answer: Answer }> {
  const begin = performance.now();
  const answer = await work();
  return { ms: performance.now() - begin, answer };
}
