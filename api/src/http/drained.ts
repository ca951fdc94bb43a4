import type { Readable } from 'node:stream';

/** Reads the rest of a refused body away, so that the sender gets to read the answer. */
export async function drained(body: Readable): Promise<void> {
  if (body.readableEnded || body.destroyed) return;
  await new Promise<void>((resolve) => {
    body
      .once('end', resolve)
      .once('close', resolve)
      .once('error', () => resolve());
    body.resume();
  });
}
