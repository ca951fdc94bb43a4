import { setTimeout as sleep } from 'node:timers/promises';

const pauseMs = 50;

/** One answered question of a kind: when it was asked, by `performance.now`, and the milliseconds until it was answered. */
export interface Answered<Kind> {
  readonly kind: Kind;
  readonly begin: number;
  readonly ms: number;
}

/** Asks one question of each kind in turn, with a pause between, until told to end; `ask` answers its milliseconds. */
export async function askSteadily<Kind>(
  kinds: readonly Kind[],
  ask: (kind: Kind, turn: number) => Promise<number>,
  ended: () => boolean,
): Promise<Answered<Kind>[]> {
  const answered: Answered<Kind>[] = [];
  for (let turn = 0; !ended(); turn++) {
    for (const kind of kinds) {
      const begin = performance.now();
      answered.push({ kind, begin, ms: await ask(kind, turn) });
      await sleep(pauseMs);
    }
  }
  return answered;
}

/** The milliseconds of the questions of a kind. */
export function latenciesOf<Kind>(answered: readonly Answered<Kind>[], kind: Kind): number[] {
  return answered.filter((each) => each.kind === kind).map(({ ms }) => ms);
}
