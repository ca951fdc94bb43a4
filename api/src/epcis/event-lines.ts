import type { FileHandle } from 'node:fs/promises';
import type { ReadEvent } from '@lotscope/epcis';

const writtenAtOnce = 1024 * 1024;

/**
 * Writes checked events to a file: lines of four values with tabs between them, a pointer to where the event stood (RFC 6901), and as JSON the
 * contexts, the event as it was understood, and its text as it was sent. The job that takes them in reads them so (`jobs/src/capture/event-lines.ts`).
 */
export class EventLines {
  readonly #file: FileHandle;
  #context: ReadEvent['context'] | undefined;
  #contexts = '';
  #lines: string[] = [];
  #length = 0;

  constructor(file: FileHandle) {
    this.#file = file;
  }

  async write(pointer: string, { context, event, original }: ReadEvent): Promise<void> {
    if (context !== this.#context) this.#contexts = JSON.stringify(context.sent);
    this.#context = context;
    const line = `${pointer}\t${this.#contexts}\t${JSON.stringify(event)}\t${JSON.stringify(original)}\n`;
    this.#lines.push(line);
    this.#length += line.length;
    if (this.#length > writtenAtOnce) await this.flush();
  }

  async flush(): Promise<void> {
    await this.#file.write(this.#lines.join(''));
    this.#lines = [];
    this.#length = 0;
  }
}
