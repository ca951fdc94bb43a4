import { once } from 'node:events';
import { Readable } from 'node:stream';
import { ZipFile } from 'yazl';

export interface ZippedFile {
  readonly path: string;
  readonly content: AsyncIterable<string> | Iterable<string>;
}

/**
 * A zip archive of any size in flat memory: the next file is asked for when the one before has been taken. What fails breaks the archive
 * off; a reader that goes away ends the reading of the file that it was at.
 */
export function zipped(files: AsyncIterable<ZippedFile>): Readable {
  const zip = new ZipFile();
  const output = zip.outputStream as Readable;
  const fail = (error: unknown) => output.destroy(error as Error);
  zip.on('error', fail);
  fill(zip, output, files).catch(fail);
  return output;
}

async function fill(zip: ZipFile, output: Readable, files: AsyncIterable<ZippedFile>): Promise<void> {
  for await (const { path, content } of files) {
    if (output.destroyed) return;
    const reading = Readable.from(chunks(content), { objectMode: false });
    const abandon = () => reading.destroy();
    output.once('close', abandon);
    zip.addReadStream(reading, path, { compress: true });
    await once(reading, 'close');
    output.off('close', abandon);
    if (reading.errored) throw reading.errored;
  }
  zip.end();
}

/** No empty chunk: it would end the file. */
async function* chunks(content: ZippedFile['content']): AsyncGenerator<Buffer> {
  for await (const text of content) if (text !== '') yield Buffer.from(text);
}
