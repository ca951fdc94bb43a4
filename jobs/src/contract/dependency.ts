import { within } from './within.ts';

/** Something that a process stands on, and whether it answers. */
export interface DependencyAnswer<Name extends string = string> {
  readonly name: Name;
  readonly ready: boolean;
  /** What it answered, or what is wrong with it. */
  readonly detail: string;
}

const patienceMs = 3000;
const silence = () => new Error(`no answer within ${patienceMs} ms`);

/** Asks one dependency, for seconds at most; `question` rejects with what is wrong. */
export async function askDependency<Name extends string>(
  name: Name,
  question: () => Promise<string>,
): Promise<DependencyAnswer<Name>> {
  try {
    return { name, ready: true, detail: await within(patienceMs, question(), silence) };
  } catch (error) {
    return { name, ready: false, detail: error instanceof Error ? error.message : String(error) };
  }
}
