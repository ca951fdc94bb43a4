import { migrate, openEngine } from '@lotscope/sql';
import { Genealogy } from '@lotscope/sql/genealogy';
import { pino } from 'pino';
import { readWorkerConfig } from './config.ts';
import { openJobQueues } from './queue/job-queues.ts';
import { startJobs } from './start-jobs.ts';

/** A worker process of its own, for ClickHouse and PostgreSQL servers; with embedded engines the API runs the workers. */
const config = readWorkerConfig();
const log = pino({ level: config.logLevel });
const engine = await openEngine({ url: config.clickhouseUrl, cluster: config.clickhouseCluster });
await migrate(engine);
const { databaseUrl, redisUrl, dataFolder, traceMemoryMb, trainsByItself, webhooksAnywhere, mail } = config;
const connection = { databaseUrl, redisUrl };
const lost = (error: Error) => log.warn({ err: error }, 'The queue lost its connection and will retry');
const queues = await openJobQueues(connection, lost);
const genealogy = await Genealogy.open(engine, { memoryMb: traceMemoryMb });
const workers = await startJobs({
  connection,
  engine,
  genealogy,
  queues,
  dataFolder,
  trainsByItself,
  webhooksAnywhere,
  mail,
  log,
});
log.info('Workers wait for jobs');

let stopping = false;
const stop = async () => {
  if (stopping) process.exit(1); // asked twice: do not wait
  stopping = true;
  await workers.close();
  await genealogy.close();
  await queues.close();
  await engine.close();
  process.exit(0);
};
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop());
