import { randomUUID } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { createGunzip, gzipSync } from 'node:zlib';
import { ClickHouseError, openEngine, type Engine } from '@lotscope/sql';

/** What a server takes by default: bytes of an address, of a field of it (`http_max_field_value_size`) and of a statement. */
const LONGEST_ADDRESS = 1024 * 1024;
const LONGEST_FIELD = 128 * 1024;
const LONGEST_STATEMENT = 256 * 1024;

/**
 * Speaks enough of ClickHouse's HTTP interface over the embedded engine to test what talks to a server: statements in the body, with their data
 * behind them or in the address before it, settings in the address, gzip both ways, errors as the server words them, its limits on sizes.
 * It cannot show what a cluster does, nor errors in the middle of an answer.
 */
export class ClickHouseFront {
  readonly #engine: Engine;
  readonly #server: Server;
  /** Statements as they came. */
  readonly seen: string[] = [];

  private constructor(engine: Engine) {
    this.#engine = engine;
    this.#server = createServer({ maxHeaderSize: LONGEST_ADDRESS }, (request, response) => {
      this.#answer(request).then(
        (body) =>
          response.writeHead(200, { 'content-encoding': 'gzip', 'x-clickhouse-summary': '{}' }).end(gzipSync(body)),
        (error: unknown) => response.writeHead(500).end(errorText(error)),
      );
    });
  }

  static async start(path: string): Promise<ClickHouseFront> {
    const front = new ClickHouseFront(await openEngine({ path, sessions: 2 }));
    await new Promise<void>((resolve) => front.#server.listen(0, '127.0.0.1', resolve));
    return front;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
    await this.#engine.close();
  }

  async #answer(request: IncomingMessage): Promise<Uint8Array> {
    const zipped = request.headers['content-encoding'] === 'gzip';
    const body = await buffer(zipped ? request.pipe(createGunzip()) : request);
    const address = new URL(request.url ?? '/', this.url);
    if (address.pathname === '/ping') return Buffer.from('Ok.\n');
    for (const [name, value] of address.searchParams)
      if (Buffer.byteLength(value) > LONGEST_FIELD)
        throw new Error(
          `Poco::Exception. Code: 1000, e.code() = 0, HTML Form Exception: Field value too long: ${name}`,
        );
    const query = address.searchParams.get('query');
    const text = query === null ? body : Buffer.concat([Buffer.from(`${query}\n`), body]);
    return this.#run(text, Number(address.searchParams.get('max_query_size') ?? LONGEST_STATEMENT));
  }

  /** Runs what a request says: its address and its body, one behind the other, as a server reads them. */
  async #run(text: Buffer, longest: number): Promise<Uint8Array> {
    const { statement, format, data } = takenApart(text, longest);
    this.seen.push(statement);
    if (format === undefined) return this.#engine.bytes(statement);
    const path = join(tmpdir(), `clickhouse-front-${randomUUID()}`);
    try {
      await writeFile(path, data);
      return await this.#engine.bytes(withDataOf(path, statement, format));
    } finally {
      await rm(path, { force: true });
    }
  }
}

interface Request {
  readonly statement: string;
  /** Of the data behind the statement; undefined: there is none. */
  readonly format?: string;
  readonly data: Buffer;
}

/** A server parses the first bytes only; what follows the format of an insert is data. */
function takenApart(text: Buffer, longest: number): Request {
  // One character for each byte, so that positions are those of bytes.
  const head = text.toString('latin1', 0, longest);
  const found = /^\s*INSERT\b[\s\S]*?\bFORMAT (\w+)[^\S\n]*(\n|$)/.exec(head);
  if (found === null && text.length > longest)
    throw new Error(`Code: 62. DB::Exception: Syntax error: Max query size exceeded (SYNTAX_ERROR)`);
  if (found === null) return { statement: text.toString(), data: Buffer.alloc(0) };
  const end = found[0].length;
  return { statement: text.toString('utf8', 0, end).trimEnd(), format: found[1]!, data: text.subarray(end) };
}

function withDataOf(path: string, statement: string, format: string): string {
  if (!/\binput\('/.test(statement))
    return statement.replace(/\bFORMAT \w+$/, `FROM INFILE '${path}' FORMAT ${format}`);
  return statement
    .replace(/\binput\('((?:[^'\\]|\\.)*)'\)/, (_, structure: string) => `file('${path}', '${format}', '${structure}')`)
    .replace(/\bFORMAT \w+$/, '');
}

function errorText(error: unknown): string {
  if (!(error instanceof ClickHouseError)) return String(error);
  return `Code: ${error.code}. DB::Exception: ${error.message}(${error.type}) (version 26.7.2.1)`;
}
