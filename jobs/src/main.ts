import { openEngine } from '@lotscope/sql';
import { Genealogy } from '@lotscope/sql/genealogy';
import pg from 'pg';
import { pino } from 'pino';
import type { Logger } from 'pino';
import { collectDefaultMetrics, Registry } from 'prom-client';
import { InvalidWorkerConfig, readWorkerConfig } from './config.ts';
import type { WorkerConfig } from './config.ts';
import { openJobQueues } from './queue/job-queues.ts';
import { startJobs } from './start-jobs.ts';
import { startHealthServer } from './worker/health-server.ts';
import { storesReady } from './worker/stores-ready.ts';

interface Worker {
  readonly healthPort: number | undefined;
  close(): Promise<void>;
}

/** Connects anew: whether the database takes somebody in is what is asked. */
async function answers(databaseUrl: string): Promise<string> {
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 3000 });
  try {
    await client.connect();
    return 'postgres';
  } finally {
    await client.end();
  }
}

/** A worker process of its own, for ClickHouse and PostgreSQL servers; with embedded engines the API runs the workers. */
async function startWorker(config: WorkerConfig, log: Logger, signal: AbortSignal): Promise<Worker> {
  const { databaseUrl, redisUrl, dataFolder, traceMemoryMb, trainsByItself, webhooksAnywhere, mail } = config;
  const stack = new AsyncDisposableStack();
  try {
    const engine = await openEngine({ url: config.clickhouseUrl, cluster: config.clickhouseCluster });
    stack.defer(() => engine.close());
    await storesReady(engine, log, signal);
    const connection = { databaseUrl, redisUrl };
    const lost = (error: Error) => log.warn({ err: error }, 'The queue lost its connection and will retry');
    const queues = stack.adopt(await openJobQueues(connection, lost), (each) => each.close());
    const genealogy = stack.adopt(await Genealogy.open(engine, { memoryMb: traceMemoryMb }), (each) => each.close());
    const metrics = new Registry();
    collectDefaultMetrics({ register: metrics });
    const common = { connection, engine, genealogy, queues, dataFolder, log, metrics };
    stack.adopt(await startJobs({ ...common, trainsByItself, webhooksAnywhere, mail }), (each) => each.close());
    let healthPort: number | undefined;
    if (config.healthPort !== undefined) {
      const questions = {
        analytics: async () => {
          await engine.query('SELECT 1 AS one SETTINGS max_execution_time = 2');
          return engine.kind;
        },
        metadata: () => answers(databaseUrl),
        queue: async () => {
          await queues.ping();
          return 'answers';
        },
      };
      const options = { host: config.healthHost, port: config.healthPort, questions, metrics };
      healthPort = stack.adopt(await startHealthServer(options), (each) => each.close()).port;
    }
    return { healthPort, close: () => stack.disposeAsync() };
  } catch (error) {
    await stack.disposeAsync();
    throw error;
  }
}

/** What a stop was to hand back by then is taken up by other workers. */
const stopPatienceMs = 60_000;

const exitCodes = { fault: 1, invalidConfig: 2 };

try {
  const config = readWorkerConfig();
  const log = pino({ level: config.logLevel });
  const stopped = new AbortController();
  const starting = startWorker(config, log, stopped.signal);
  const stop = () => {
    if (stopped.signal.aborted) process.exit(exitCodes.fault); // asked twice: nothing is waited for
    stopped.abort();
    setTimeout(() => {
      log.error({}, 'A server that is gone keeps the worker from stopping: it is ended');
      process.exit(exitCodes.fault);
    }, stopPatienceMs);
    void starting
      .then(
        (worker) => worker.close(),
        () => undefined, // told below
      )
      .then(
        () => process.exit(0),
        (error: unknown) => {
          log.error({ err: error }, 'The worker did not stop cleanly');
          process.exit(exitCodes.fault);
        },
      );
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  if (process.channel) process.once('disconnect', stop);
  const { healthPort } = await starting;
  log.info({ healthPort }, 'Workers wait for jobs');
  process.send?.({ healthPort });
} catch (error) {
  const known = error instanceof InvalidWorkerConfig;
  console.error(known ? error.message : error);
  process.exitCode = known ? exitCodes.invalidConfig : exitCodes.fault;
}
