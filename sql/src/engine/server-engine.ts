import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { ClickHouseLogLevel, createClient, type ClickHouseClient } from '@clickhouse/client';
import { bindParameters, quoteLiteral } from './bind-parameters.ts';
import type { Engine, EngineOptions, FileRows, Importer, LoadedFile, Parameters, Statements } from './engine.ts';
import { insertInChunks } from './insert-in-chunks.ts';

/** Bytes of a statement that a server reads unless it is told to read more. */
const READ_BY_DEFAULT = 256 * 1024;

/** Room for the `FORMAT` that the client appends. */
const MARGIN = 256;

/**
 * A statement as the body of a request: the one place of it that has no limit of its own. A field of a form, or of the address, ends at
 * 128 KiB, which a list of ids and the SQL of a mapping pass; so parameters are part of the text here, as they are embedded.
 */
function request(text: string) {
  const bytes = Buffer.byteLength(text) + MARGIN;
  if (bytes <= READ_BY_DEFAULT) return { query: text };
  // eslint-disable-next-line no-restricted-syntax -- it goes with this one request: no session of a server keeps it.
  return { query: text, clickhouse_settings: { max_query_size: String(bytes) } };
}

/** Statements over HTTP to a ClickHouse server. */
class ServerStatements implements Statements {
  readonly client: ClickHouseClient;

  constructor(client: ClickHouseClient) {
    this.client = client;
  }

  async query<Row>(sql: string, parameters?: Parameters): Promise<Row[]> {
    const result = await this.client.query({ ...request(bindParameters(sql, parameters)), format: 'JSONEachRow' });
    return result.json<Row>();
  }

  async command(sql: string, parameters?: Parameters): Promise<void> {
    await this.client.command(request(bindParameters(sql, parameters)));
  }

  insert(table: string, rows: readonly object[]): Promise<void> {
    return insertInChunks(rows, (values) => this.client.insert({ table, values, format: 'JSONEachRow' }));
  }

  async bytes(sql: string, parameters?: Parameters): Promise<Uint8Array> {
    const chunks: Uint8Array[] = [];
    for await (const chunk of this.#chunks(sql, parameters)) chunks.push(chunk);
    return Buffer.concat(chunks);
  }

  stream(sql: string, parameters?: Parameters): AsyncIterable<Uint8Array> {
    return this.#chunks(sql, parameters);
  }

  async *#chunks(sql: string, parameters?: Parameters): AsyncIterable<Uint8Array> {
    const { stream } = await this.client.exec(request(bindParameters(sql, parameters)));
    for await (const chunk of stream) yield chunk as Uint8Array;
  }
}

class ServerImporter extends ServerStatements implements Importer {
  async load({ path, format, structure }: LoadedFile, statement: (rows: FileRows) => string): Promise<void> {
    const rows = { from: `input(${quoteLiteral(structure)})`, rowNumber: 'rowNumberInAllBlocks()' };
    const text = `${statement(rows)} FORMAT ${format}\n`;
    const values = Readable.from(textAndFile(text, path), { objectMode: false });
    // The client would put a query with values into the address.
    const { stream } = await this.client.exec({ ...request(text), query: '', values });
    for await (const _ of stream);
  }
}

/** A statement in front of its data. */
async function* textAndFile(text: string, path: string): AsyncGenerator<Buffer> {
  yield Buffer.from(text);
  for await (const chunk of createReadStream(path)) yield chunk as Buffer;
}

/** Connects to a ClickHouse server and proves that it answers. */
export async function openServerEngine(options: EngineOptions & { url: string }): Promise<Engine> {
  const connect = () =>
    createClient({
      url: options.url,
      request_timeout: 3_600_000,
      compression: { request: true, response: true },
      keep_alive: { enabled: true },
      // Errors are thrown; whoever catches them decides what to write down.
      log: { level: ClickHouseLogLevel.OFF },
    });
  const client = connect();
  // A client opens ten connections: slow readers of files must not hold those that questions wait for.
  const downloads = new ServerStatements(connect());
  const answer = await client.ping({ select: true });
  if (!answer.success) throw new Error(`ClickHouse at ${options.url} does not answer`, { cause: answer.error });
  const statements = new ServerStatements(client);
  return Object.assign(statements, {
    kind: 'server' as const,
    cluster: options.cluster,
    importer: new ServerImporter(client),
    background: downloads,
    stream: (sql: string, parameters?: Parameters) => downloads.stream(sql, parameters),
    close: async () => {
      await client.close();
      await downloads.client.close();
    },
  });
}
