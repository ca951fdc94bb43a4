/** Something that a process stands on, and whether it answers. */
export interface DependencyAnswer<Name extends string = string> {
  readonly name: Name;
  readonly ready: boolean;
  /** What it answered, or what is wrong with it. */
  readonly detail: string;
}

const patienceMs = 3000;

/** Asks one dependency, for seconds at most; `question` rejects with what is wrong. */
export async function askDependency<Name extends string>(
  name: Name,
  question: () => Promise<string>,
): Promise<DependencyAnswer<Name>> {
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${patienceMs} ms`)), patienceMs);
  });
  try {
    return { name, ready: true, detail: await Promise.race([question(), silence]) };
  } catch (error) {
    return { name, ready: false, detail: error instanceof Error ? error.message : String(error) };
  } finally {
    clearTimeout(timer);
  }
}
