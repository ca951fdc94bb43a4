import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ClickHouseError, ClickHouseLogLevel, createClient, type ClickHouseClient } from '@clickhouse/client';
import { bindParameters, quoteLiteral } from './bind-parameters.ts';
import { createChdbConnection, drainPending, Session, type ChdbConnection } from './chdb.ts';
import {
  DataFolderInUse,
  type Engine,
  type EngineOptions,
  type FileRows,
  type Importer,
  type LoadedFile,
  type Parameters as StatementParameters,
  type Statements,
} from './engine.ts';
import { insertInChunks } from './insert-in-chunks.ts';
import { Lane } from './lane.ts';
import { forgetTornNotes } from './torn-tables.ts';

type ClientConnection = NonNullable<NonNullable<Parameters<typeof createClient>[0]>['connection']>;

interface EmbeddedSession {
  readonly client: ClickHouseClient;
  readonly connection: ChdbConnection;
}

/** Statements over a lane of embedded sessions. */
class EmbeddedStatements implements Statements {
  readonly lane: Lane<EmbeddedSession>;

  constructor(lane: Lane<EmbeddedSession>) {
    this.lane = lane;
  }

  async #run<T>(work: (session: EmbeddedSession) => Promise<T>): Promise<T> {
    try {
      return await this.lane.run(work);
    } catch (error) {
      throw asClickHouseError(error);
    }
  }

  query<Row>(sql: string, parameters?: StatementParameters): Promise<Row[]> {
    const query = bindParameters(sql, parameters);
    return this.#run(async ({ client }) => (await client.query({ query, format: 'JSONEachRow' })).json<Row>());
  }

  async command(sql: string, parameters?: StatementParameters): Promise<void> {
    const query = bindParameters(sql, parameters);
    await this.#run(({ client }) => client.command({ query }));
  }

  insert(table: string, rows: readonly object[]): Promise<void> {
    return insertInChunks(rows, (values) =>
      this.#run(({ client }) => client.insert({ table, values, format: 'JSONEachRow' })),
    );
  }

  async bytes(sql: string, parameters?: StatementParameters): Promise<Uint8Array> {
    const query = bindParameters(sql, parameters);
    return this.#run(async ({ client }) => {
      const { stream } = await client.exec({ query });
      const chunks: Uint8Array[] = [];
      for await (const chunk of stream) chunks.push(chunk as Uint8Array);
      return chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks);
    });
  }

  async *stream(sql: string, parameters?: StatementParameters): AsyncIterable<Uint8Array> {
    const query = bindParameters(sql, parameters);
    const session = await this.lane.acquire();
    try {
      for await (const chunk of session.connection.chdb.queryStream(query)) yield chunk.raw();
    } catch (error) {
      throw asClickHouseError(error);
    } finally {
      this.lane.release(session);
    }
  }
}

class EmbeddedImporter extends EmbeddedStatements implements Importer {
  load({ path, format, structure }: LoadedFile, statement: (rows: FileRows) => string): Promise<void> {
    const from = `file(${[path, format, structure].map(quoteLiteral).join(', ')})`;
    return this.command(statement({ from, rowNumber: '_row_number' }));
  }
}

/**
 * Streams of an answer held in memory. The driver begins a stream on the event loop, where everybody waits while the engine plans the
 * statement and fills its sets: seconds for the history of a plant.
 */
class EmbeddedBackground implements Pick<Statements, 'stream'> {
  readonly #statements: EmbeddedStatements;

  constructor(statements: EmbeddedStatements) {
    this.#statements = statements;
  }

  async *stream(sql: string, parameters?: StatementParameters): AsyncIterable<Uint8Array> {
    const bytes = await this.#statements.bytes(sql, parameters);
    for (let from = 0; from < bytes.length; from += CHUNK_BYTES) yield bytes.subarray(from, from + CHUNK_BYTES);
  }
}

/** What is read between two turns of the event loop: some hundred rows. */
const CHUNK_BYTES = 64 * 1024;

/** Files that are read at once. A slow reader holds a session until the last row: it must not be one that questions wait for. */
const DOWNLOADS = 3;

/** Opens the embedded engine: separate sessions on one folder for reads, for files of any size, for writes, for the importer
 * and for what nobody waits for. */
export async function openEmbeddedEngine(options: EngineOptions & { path: string }): Promise<Engine> {
  const path = resolve(options.path);
  mkdirSync(path, { recursive: true });
  const anchor = openFolder(path, options.memoryBytes);
  const lane = async (sessions: number) =>
    new Lane(await Promise.all(Array.from({ length: sessions }, () => openSession(path))));
  const reads = new EmbeddedStatements(await lane(options.sessions ?? 4));
  const downloads = new EmbeddedStatements(await lane(DOWNLOADS));
  const writes = new EmbeddedStatements(await lane(1));
  const importer = new EmbeddedImporter(await lane(2));
  const background = new EmbeddedStatements(await lane(1));
  const lanes = [reads, downloads, writes, importer, background].map((statements) => statements.lane);
  return {
    kind: 'embedded',
    cluster: undefined,
    importer,
    background: new EmbeddedBackground(background),
    query: (sql, parameters) => reads.query(sql, parameters),
    bytes: (sql, parameters) => reads.bytes(sql, parameters),
    stream: (sql, parameters) => downloads.stream(sql, parameters),
    command: (sql, parameters) => writes.command(sql, parameters),
    insert: (table, rows) => writes.insert(table, rows),
    close: () => closeEngine(anchor, lanes),
  };
}

function openFolder(path: string, memoryBytes: number | undefined): Session {
  const connectionArgs = memoryBytes === undefined ? [] : [`--max_server_memory_usage=${Math.round(memoryBytes)}`];
  try {
    return new Session(path, { connectionArgs });
  } catch (error) {
    const owner = folderOwner(path);
    if (owner === undefined && forgetTornNotes(path).length > 0) return openFolder(path, memoryBytes);
    if (owner === undefined) throw new Error(`The data folder ${path} cannot be opened`, { cause: error });
    throw new DataFolderInUse(`The data folder ${path} is already in use by another process (${owner})`, {
      cause: error,
    });
  }
}

// The engine prints why it cannot lock the folder, but its error does not say so; its status file names the owner.
function folderOwner(path: string): number | undefined {
  const status = join(path, 'status');
  const pid = existsSync(status) ? Number(/^PID: (\d+)/m.exec(readFileSync(status, 'utf8'))?.[1]) : NaN;
  if (!Number.isInteger(pid) || pid === process.pid) return undefined;
  try {
    process.kill(pid, 0);
    return pid;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM' ? pid : undefined;
  }
}

/**
 * How often an expression is met before it becomes machine code, in place of three times: compiling takes longer than a statement over a
 * small plant, and most are run a few times between two starts. What a dashboard asks all day is compiled.
 */
const compiledAfter = ['expression', 'aggregate_expression', 'sort_description'].map(
  (what) => `min_count_to_compile_${what}`,
);

async function openSession(path: string): Promise<EmbeddedSession> {
  const connection = createChdbConnection({ path });
  // The two packages carry separate copies of one declaration.
  const client = createClient({
    connection: connection as unknown as ClientConnection,
    log: { level: ClickHouseLogLevel.OFF },
  });
  // Parameters are part of the text, and a trace by level sends ten thousand ids at a time.
  await client.command({ query: "SET max_query_size = 1000000000, session_timezone = 'UTC'" });
  await client.command({ query: `SET ${compiledAfter.map((setting) => `${setting} = 50`).join(', ')}` });
  return { client, connection };
}

// The driver throws its own copy of the class, so that `instanceof` of the client's would fail.
function asClickHouseError(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof ClickHouseError) return error;
  const { code, type } = error as Partial<ClickHouseError>;
  const parsed = /Code: (\d+)\. DB::Exception: ([\s\S]+?)\(([A-Z0-9_]{3,})\)\s*$/.exec(error.message);
  if (type === undefined && !parsed) return error;
  const found = parsed ? { code: parsed[1] ?? '', message: parsed[2] ?? '', type: parsed[3] ?? '' } : undefined;
  const details = found ?? { code: String(code), message: error.message, type: String(type) };
  return Object.assign(new ClickHouseError(details), { cause: error });
}

async function closeEngine(anchor: Session, lanes: readonly Lane<EmbeddedSession>[]): Promise<void> {
  // Not SYNC: that one waits for ever here.
  await anchor.queryAsync("KILL QUERY WHERE query NOT LIKE 'KILL QUERY%' ASYNC");
  await Promise.all(lanes.map((lane) => lane.idle()));
  for (const { client } of lanes.flatMap((lane) => lane.sessions)) await client.close();
  anchor.close();
  await drainPending();
}
