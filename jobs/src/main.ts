import { openEngine } from '@lotscope/sql';
import { Genealogy } from '@lotscope/sql/genealogy';
import { pino } from 'pino';
import type { Logger } from 'pino';
import { InvalidWorkerConfig, readWorkerConfig } from './config.ts';
import type { WorkerConfig } from './config.ts';
import { openJobQueues } from './queue/job-queues.ts';
import { startJobs } from './start-jobs.ts';
import { storesReady } from './worker/stores-ready.ts';

/** A worker process of its own, for ClickHouse and PostgreSQL servers; with embedded engines the API runs the workers. */
async function startWorker(config: WorkerConfig, log: Logger, signal: AbortSignal): Promise<AsyncDisposable> {
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
    const options = { connection, engine, genealogy, queues, dataFolder, trainsByItself, webhooksAnywhere, mail, log };
    stack.adopt(await startJobs(options), (each) => each.close());
    return stack;
  } catch (error) {
    await stack.disposeAsync();
    throw error;
  }
}

const exitCodes = { fault: 1, invalidConfig: 2 };

try {
  const config = readWorkerConfig();
  const log = pino({ level: config.logLevel });
  const stopped = new AbortController();
  const starting = startWorker(config, log, stopped.signal);
  const stop = () => {
    if (stopped.signal.aborted) process.exit(exitCodes.fault); // asked twice: nothing is waited for
    stopped.abort();
    void starting
      .then(
        (workers) => workers[Symbol.asyncDispose](),
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
  await starting;
  log.info('Workers wait for jobs');
  process.send?.({ ready: true });
} catch (error) {
  const known = error instanceof InvalidWorkerConfig;
  console.error(known ? error.message : error);
  process.exitCode = known ? exitCodes.invalidConfig : exitCodes.fault;
}
