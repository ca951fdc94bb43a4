/** The answer, or a rejection with `silence` when none came within so long; who gave the answer goes on meanwhile. */
export async function within<T>(ms: number, answer: Promise<T>, silence: () => Error): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(silence()), ms);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}
