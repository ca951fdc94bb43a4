/** The beginning of a file is enough to map its columns. */
const sampleBytes = 200_000;

/** Why there is nothing to show of a file; it may be imported all the same. */
export class NoText extends Error {
  override readonly name = 'NoText';
}

const binary: readonly [signature: readonly number[], what: string][] = [
  [[0x50, 0x41, 0x52, 0x31], 'a Parquet file'],
  [[0x28, 0xb5, 0x2f, 0xfd], 'compressed with zstd'],
  [[0x50, 0x4b, 0x03, 0x04], 'a workbook or a zip archive'],
];

const starts = (bytes: Uint8Array, signature: readonly number[]): boolean =>
  signature.every((byte, index) => bytes[index] === byte);

/** The beginning of a file as text, read as an import reads it: UTF-8 or UTF-16, else windows-1252, unless told; gzip too. */
export async function readBeginning(file: Blob, encoding?: string): Promise<string> {
  const first = new Uint8Array(await file.slice(0, 4).arrayBuffer());
  const kind = binary.find(([signature]) => starts(first, signature));
  if (kind)
    throw new NoText(`This file is ${kind[1]}: its beginning cannot be shown here. Choose the same columns as CSV.`);
  const plain = starts(first, [0x1f, 0x8b])
    ? file.stream().pipeThrough(new DecompressionStream('gzip'))
    : file.stream();
  return decode(await take(plain, sampleBytes), encoding);
}

async function take(stream: ReadableStream<Uint8Array>, most: number): Promise<Uint8Array> {
  const reader = stream.getReader();
  const bytes = new Uint8Array(most);
  let length = 0;
  while (length < most) {
    const { done, value } = await reader.read();
    if (done) break;
    const part = value.subarray(0, most - length);
    bytes.set(part, length);
    length += part.length;
  }
  await reader.cancel();
  return bytes.subarray(0, length);
}

function decode(bytes: Uint8Array, encoding: string | undefined): string {
  // A character may be cut in two at the end: as in a stream, that is no fault.
  const read = (label: string): string => new TextDecoder(label, { fatal: true }).decode(bytes, { stream: true });
  if (encoding !== undefined) return new TextDecoder(encoding).decode(bytes, { stream: true });
  if (starts(bytes, [0xff, 0xfe])) return read('utf-16le');
  if (starts(bytes, [0xfe, 0xff])) return read('utf-16be');
  try {
    return read('utf-8');
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
