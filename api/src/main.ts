import type { Server } from 'node:http';
import { openJobQueues, startJobs } from '@lotscope/jobs';
import { DataFolderInUse as EngineFolderInUse, openEngine } from '@lotscope/sql';
import { Genealogy } from '@lotscope/sql/genealogy';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { pino } from 'pino';
import type { DestinationStream, Logger } from 'pino';
import { createApp } from './app/create-app.ts';
import { InvalidConfig, readConfig } from './config.ts';
import type { Config } from './config.ts';
import { MetricsService } from './health/metrics.service.ts';
import { startEmbeddedPostgres } from './metadata/embedded-postgres.ts';
import { migrateStores } from './metadata/migrate-stores.ts';
import { DataFolderInUse, openDataFolder } from './storage/data-folder.ts';

export interface Product {
  /** Address that it listens on. */
  readonly url: string;
  readonly databaseUrl: string;
  /** Stops in the reverse order of starting; what runs goes back to the queue. */
  close(): Promise<void>;
}

/** What the application stands on; each part is added to `stack`, so that it is closed whatever happens after. */
async function openFoundations(config: Config, log: Logger, logTo: DestinationStream, stack: AsyncDisposableStack) {
  const address = `http://${config.host}:${config.port}`;
  const use = config.clickhouseUrl === undefined || config.databaseUrl === undefined ? 'alone' : 'shared';
  const dataFolder = stack.adopt(await openDataFolder(config.dataFolder, address, use), (each) => each.release());
  const databaseUrl =
    config.databaseUrl ?? stack.adopt(await startEmbeddedPostgres(dataFolder.postgres), (each) => each.stop()).url;
  const store =
    config.clickhouseUrl === undefined
      ? { path: dataFolder.analytics }
      : { url: config.clickhouseUrl, cluster: config.clickhouseCluster };
  const engine = stack.adopt(await openEngine(store), (each) => each.close());
  await migrateStores(databaseUrl, engine);
  const connection = { databaseUrl, redisUrl: config.redisUrl };
  const lost = (error: Error) => log.warn({ err: error }, 'The queue lost its connection and will retry');
  const queues = stack.adopt(await openJobQueues(connection, lost), (each) => each.close());
  const genealogy = stack.adopt(await Genealogy.open(engine, { memoryMb: config.traceMemoryMb }), (each) =>
    each.close(),
  );
  genealogy.ready.catch((error: unknown) => log.error({ err: error }, 'The genealogy could not be loaded'));
  return { config, databaseUrl, dataFolder, engine, genealogy, queues, logTo, connection };
}

/** Downloads and uploads that are under way may end; what takes longer is cut off. */
const patienceMs = 5000;

async function closeApp(app: NestFastifyApplication): Promise<void> {
  const timer = setTimeout(() => (app.getHttpServer() as Server).closeAllConnections(), patienceMs);
  await app.close();
  clearTimeout(timer);
}

/** The log usually goes to a file beside the data: a full disk costs lines of it, not the product. */
function logFile(): DestinationStream {
  const destination = pino.destination({ dest: 1, maxLength: 4 * 1024 ** 2 });
  destination.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOSPC') throw error;
  });
  return destination;
}

/** Starts everything that the configuration asks for and listens; throws, with everything closed again, when a part fails. */
export async function startProduct(config: Config, logTo: DestinationStream = logFile()): Promise<Product> {
  const log = pino({ level: config.logLevel }, logTo);
  const stack = new AsyncDisposableStack();
  try {
    const foundations = await openFoundations(config, log, logTo, stack);
    const { engine, genealogy, queues, connection, dataFolder } = foundations;
    const app = stack.adopt(await createApp(foundations), closeApp);
    await app.listen(config.port, config.host);
    if (config.runsWorkers) {
      const { trainsByItself, webhooksAnywhere, smtpUrl, mailFrom: from, publicUrl } = config;
      const jobs = await startJobs({
        connection,
        engine,
        genealogy,
        queues,
        dataFolder: dataFolder.path,
        trainsByItself,
        webhooksAnywhere,
        mail: smtpUrl === undefined ? undefined : { smtpUrl, from, publicUrl },
        log,
        metrics: app.get(MetricsService).registry,
      });
      stack.defer(() => jobs.close());
    }
    const url = await app.getUrl();
    log.info({ url }, 'Lotscope answers');
    return { url, databaseUrl: foundations.databaseUrl, close: () => stack.disposeAsync() };
  } catch (error) {
    await stack.disposeAsync();
    throw error;
  }
}

const exitCodes = { fault: 1, invalidConfig: 2, dataFolderInUse: 3, addressInUse: 4 };

/** What the file system says when the data folder is not ours to write, or is full. */
const storage = new Set(['EACCES', 'EPERM', 'EROFS', 'ENOSPC', 'ENOTDIR']);

/** A sentence and an exit code for what keeps the product from starting. */
function explain(error: unknown): [sentence: string, code: number] {
  if (error instanceof InvalidConfig) return [error.message, exitCodes.invalidConfig];
  if (error instanceof DataFolderInUse || error instanceof EngineFolderInUse) {
    return [error.message, exitCodes.dataFolderInUse];
  }
  const { code, message, stack } = error as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE')
    return [`Another program answers there already: ${message}. Set PORT.`, exitCodes.addressInUse];
  if (code !== undefined && storage.has(code)) return [`The data folder cannot be used: ${message}`, exitCodes.fault];
  return [stack ?? message, exitCodes.fault];
}

/**
 * For who asks twice: what belongs to this process (PostgreSQL) is told, and nothing is waited for. `process.exit` would run the
 * destructors of the embedded engine beside its threads, which now and then wait for each other for ever.
 */
function endAtOnce(): never {
  process.emit('exit', exitCodes.fault);
  process.kill(process.pid, 'SIGKILL');
  throw new Error('Unreachable');
}

/** A stop that takes longer waits for a server that is gone; what it was to hand back is taken up by others, or by the next start. */
const stopPatienceMs = 60_000;

/** Stops once, cleanly, on Ctrl-C, on a termination, or when the program that started this one is gone; also while starting. */
function stopOnSignal(starting: Promise<Product>): void {
  let stopping = false;
  const stop = () => {
    if (stopping) endAtOnce();
    stopping = true;
    setTimeout(() => {
      console.error(`It did not stop within ${stopPatienceMs / 1000} s and is ended`);
      endAtOnce();
    }, stopPatienceMs);
    starting
      .then((product) => product.close())
      .then(
        () => process.exit(0),
        (error: unknown) => {
          console.error(error);
          process.exit(exitCodes.fault);
        },
      );
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  if (process.channel) process.once('disconnect', stop);
}

if (import.meta.main) {
  try {
    const starting = startProduct(readConfig());
    stopOnSignal(starting);
    process.send?.({ url: (await starting).url });
  } catch (error) {
    const [sentence, code] = explain(error);
    console.error(sentence);
    process.exit(code);
  }
}
