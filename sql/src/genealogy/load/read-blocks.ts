import type { Parameters, Statements } from '../../engine/engine.ts';
import {
  type BlockMemory,
  nativeBlocks,
  type NativeBlock,
  type NativeColumn,
  newMemory,
  ReusedMemory,
} from './native-block.ts';

type Reads = Pick<Statements, 'bytes'>;

/**
 * Runs one statement per set of parameters, the next one while the last answer is read, and yields their blocks in order. A block
 * is valid until the one after the next is asked for.
 */
export function readBlocks(engine: Reads, sql: string, parameters: readonly Parameters[]): AsyncGenerator<NativeBlock> {
  const memories = [new ReusedMemory(), new ReusedMemory()];
  let turn = 0;
  return read(engine, sql, parameters, () => {
    const memory = memories[turn++ % 2]!;
    memory.reuse();
    return memory;
  });
}

/** All blocks of one statement, to be kept. */
export async function readAllBlocks(engine: Reads, sql: string, parameters: Parameters): Promise<NativeBlock[]> {
  const blocks: NativeBlock[] = [];
  for await (const block of read(engine, sql, [parameters], () => newMemory)) blocks.push(block);
  return blocks;
}

async function* read(
  engine: Reads,
  sql: string,
  parameters: readonly Parameters[],
  nextMemory: () => BlockMemory,
): AsyncGenerator<NativeBlock> {
  let next: Promise<Uint8Array> | undefined;
  for (let i = 0; i < parameters.length; i++) {
    const bytes = await (next ?? engine.bytes(sql, parameters[i]!));
    next = i + 1 < parameters.length ? engine.bytes(sql, parameters[i + 1]!) : undefined;
    // Awaited later: a failure before that is not left unhandled.
    next?.catch(() => undefined);
    for (const block of nativeBlocks(bytes, nextMemory)) {
      yield block;
      await breathe();
    }
  }
}

/** Lets the event loop serve others. */
export function breathe(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** Columns of a block by position, each as what the query selects there. */
export function numbers<T extends Uint8Array | Uint16Array | Uint32Array | Float64Array>(
  block: NativeBlock,
  at: number,
): T {
  const column = block.columns[at];
  if (column?.kind !== 'numbers') throw new Error(`column ${at} holds no numbers`);
  return column.values as T;
}

export function texts(block: NativeBlock, at: number): Extract<NativeColumn, { kind: 'texts' }> {
  const column = block.columns[at];
  if (column?.kind !== 'texts') throw new Error(`column ${at} holds no texts`);
  return column;
}

/** The texts of a column, row by row. */
export function* textRows(block: NativeBlock, at: number): Generator<string> {
  const { bytes, start, ends } = texts(block, at);
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let from = start;
  for (const end of ends) {
    // Each stands behind its length, of whose bytes only the last is below 128.
    while (bytes[from++]! >= 128);
    yield buffer.toString('utf8', from, end);
    from = end;
  }
}

/** By row, what `code` makes of each text; it is asked once per text of the block. */
export function coded(block: NativeBlock, at: number, code: (text: string) => number): Uint32Array {
  const column = block.columns[at];
  if (column?.kind !== 'dictionary') throw new Error(`column ${at} holds no dictionary`);
  const known = Uint32Array.from(column.keys, code);
  const rows = new Uint32Array(block.memory.take(4 * block.rows), 0, block.rows);
  if (column.codes instanceof Uint8Array) decode8(column.codes, known, rows);
  else if (column.codes instanceof Uint16Array) decode16(column.codes, known, rows);
  else for (let row = 0; row < rows.length; row++) rows[row] = known[column.codes[row]!]!;
  return rows;
}

// One loop per width: a loop that has seen them all is several times slower.
function decode8(codes: Uint8Array, known: Uint32Array, rows: Uint32Array): void {
  for (let row = 0; row < rows.length; row++) rows[row] = known[codes[row]!]!;
}

function decode16(codes: Uint16Array, known: Uint32Array, rows: Uint32Array): void {
  for (let row = 0; row < rows.length; row++) rows[row] = known[codes[row]!]!;
}
