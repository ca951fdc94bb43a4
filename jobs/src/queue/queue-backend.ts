import { createPostgresBackend, Queue, QueueEvents, runMigrations, Worker } from 'bullmq';
import type { PgPool, Processor, QueueOptions, WorkerOptions } from 'bullmq';
import { Redis } from 'ioredis';
import pg from 'pg';

export interface QueueConnection {
  readonly databaseUrl: string;
  /** Redis holds the queues when it is given, PostgreSQL otherwise. */
  readonly redisUrl?: string | undefined;
}

type Settings = Omit<WorkerOptions, 'connection'>;

/** BullMQ's classes bound to one connection; `close` ends the connection after the classes were closed. */
export interface QueueBackend {
  queue(name: string, options?: Omit<QueueOptions, 'connection'>): AnyQueue;
  worker(name: string, processor: Processor, settings: Settings): AnyWorker;
  events(name: string): AnyQueueEvents;
  close(): Promise<void>;
}

// The backend is a type parameter of BullMQ's classes that nothing here depends on.
/* eslint-disable @typescript-eslint/no-explicit-any */
export type AnyQueue = Queue<any, any, string, any, any, string, any, any>;
export type AnyWorker = Worker<any, any, string, any, any, any>;
export type AnyQueueEvents = QueueEvents<any, any, any>;
/* eslint-enable @typescript-eslint/no-explicit-any */

/** One pool for all queues of the process: each worker and each event reader holds a client of it for LISTEN. */
async function onPostgres(databaseUrl: string, onError: (error: Error) => void): Promise<QueueBackend> {
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    options: '-c search_path=bullmq',
    application_name: 'lotscope queues',
    max: 12,
    keepAlive: true,
  });
  pool.on('error', onError);
  pool.setMaxListeners(0); // every queue, worker and reader of events listens for its errors
  const client = await pool.connect();
  try {
    await runMigrations(client);
  } finally {
    client.release();
  }
  const connection = pool as unknown as PgPool;
  return {
    queue: (name, options) => new Queue(name, { ...options, connection }, createPostgresBackend),
    worker: (name, processor, settings) =>
      new Worker(name, processor, { ...settings, connection }, createPostgresBackend),
    events: (name) => new QueueEvents(name, { connection }, createPostgresBackend),
    close: () => pool.end(),
  };
}

/** Milliseconds before the next attempt to connect. */
const pauseMs = (attempt: number): number => Math.min(attempt * 100, 2000);

async function onRedis(redisUrl: string, onError: (error: Error) => void): Promise<QueueBackend> {
  const redis = new Redis(redisUrl, { maxRetriesPerRequest: null, lazyConnect: true, retryStrategy: pauseMs });
  redis.on('error', onError);
  await redis.connect();
  const connection = redis;
  // A reader of events blocks its connection, so each has one of its own.
  const readers: Redis[] = [];
  return {
    queue: (name, options) => new Queue(name, { ...options, connection }),
    worker: (name, processor, settings) => new Worker(name, processor, { ...settings, connection }),
    events: (name) => {
      const reader = redis.duplicate();
      reader.on('error', onError);
      readers.push(reader);
      return new QueueEvents(name, { connection: reader });
    },
    close: async () => {
      for (const each of [...readers, redis]) each.disconnect();
    },
  };
}

/** `onError` hears of lost connections, which mend themselves. */
export function openQueueBackend(
  { databaseUrl, redisUrl }: QueueConnection,
  onError: (error: Error) => void,
): Promise<QueueBackend> {
  return redisUrl === undefined ? onPostgres(databaseUrl, onError) : onRedis(redisUrl, onError);
}
