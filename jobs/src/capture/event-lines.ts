import { createReadStream } from 'node:fs';
import { LinkedDataContext, type ReadEvent } from '@lotscope/epcis';

const lineEnd = 10;

/**
 * Events that wait on disk are lines of four values with tabs between them: a pointer to where the event stood in its document (RFC 6901), and as
 * JSON the contexts, the event as it was understood, and its text as it was sent. So none of them is checked twice.
 */
export interface EventLines {
  readonly events: readonly SentEvent[];
  /** Length of the lines that they were read of. */
  readonly bytes: number;
}

/** Reads so many events, from a position in bytes on. */
export async function readEventLines(path: string, from: number, count: number): Promise<EventLines> {
  const read = eventReader();
  const events: SentEvent[] = [];
  let bytes = 0;
  let rest = Buffer.alloc(0);
  if (count === 0) return { events, bytes };
  for await (const chunk of createReadStream(path, { start: from, highWaterMark: 1024 * 1024 })) {
    const text = Buffer.concat([rest, chunk as Buffer]);
    let start = 0;
    for (let end = text.indexOf(lineEnd); end !== -1; end = text.indexOf(lineEnd, start)) {
      events.push(read(text.toString('utf8', start, end)));
      bytes += end + 1 - start;
      start = end + 1;
      if (events.length === count) return { events, bytes };
    }
    rest = text.subarray(start);
  }
  throw new Error(`The file of a capture ends after ${events.length} of ${count} events`);
}

export interface SentEvent {
  readonly pointer: string;
  readonly read: ReadEvent;
}

/** Many events have one context. */
function eventReader(): (line: string) => SentEvent {
  let sent = '';
  let context = LinkedDataContext.standard;
  return (line) => {
    const [pointer = '', contexts = '', event = '', original = ''] = line.split('\t');
    if (contexts !== sent) context = LinkedDataContext.standard.with(JSON.parse(contexts) as never);
    sent = contexts;
    const read = { original: JSON.parse(original) as string, context, event: JSON.parse(event) as ReadEvent['event'] };
    return { pointer, read };
  };
}
