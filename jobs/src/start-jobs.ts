import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Engine } from '@lotscope/sql';
import type { Genealogy } from '@lotscope/sql/genealogy';
import pg from 'pg';
import type { Registry } from 'prom-client';
import { watchAlerts } from './mail/watch-alerts.ts';
import type { MailSettings } from './mail/watch-alerts.ts';
import { captureEvents } from './processors/capture-events.ts';
import { cleanUp } from './processors/clean-up.ts';
import { deliverWebhook } from './processors/deliver-webhook.ts';
import { importFile } from './processors/import-file.ts';
import type { JobQueues } from './contract/queues.ts';
import { refreshFigures } from './processors/refresh-figures.ts';
import { retrainModels } from './processors/retrain-models.ts';
import { scoreModel } from './processors/score-model.ts';
import { sendTestMail } from './processors/send-test-mail.ts';
import { trainModel } from './processors/train-model.ts';
import { whatIfExpiry } from './processors/what-if-expiry.ts';
import { refreshDispositionOfAll } from './processors/refresh-disposition.ts';
import { watchDrift } from './processors/watch-drift.ts';
import { startServingCheck } from './training/check-serving-models.ts';
import { familiesOf } from './training/families.ts';
import { JobLedger, watchLedger } from './queue/job-ledger.ts';
import type { QueueConnection } from './queue/queue-backend.ts';
import { watchCancellation } from './worker/job-cancellations.ts';
import { JobMetrics } from './worker/job-metrics.ts';
import { watchOutbox } from './webhooks/outbox.ts';
import { startWorkers } from './worker/start-workers.ts';
import type { Workers } from './worker/start-workers.ts';
import type { WorkerLog } from './worker/worker-log.ts';

export interface JobsOptions {
  readonly connection: QueueConnection;
  readonly engine: Engine;
  /** Of this process: the one that answers its requests, or one of the workers' own. */
  readonly genealogy: Genealogy;
  /** Adds jobs that follow from others. */
  readonly queues: JobQueues;
  /** Folder with `uploads`, shared with the API. */
  readonly dataFolder: string;
  /** Whether models are trained by themselves: the first, and in the place of one that cannot be read; otherwise when somebody asks. */
  readonly trainsByItself: boolean;
  /** Whether webhooks may lead into our own networks, and without TLS. */
  readonly webhooksAnywhere: boolean;
  /** How alerts are mailed; left out: they are not. */
  readonly mail: MailSettings | undefined;
  readonly log: WorkerLog;
  /** Of this process; is told of its jobs, and of the queues. */
  readonly metrics: Registry;
}

/** Starts the workers of this process with every processor. */
export async function startJobs({
  connection,
  engine,
  genealogy,
  queues,
  dataFolder,
  trainsByItself,
  webhooksAnywhere,
  mail,
  log,
  metrics,
}: JobsOptions): Promise<Workers> {
  const uploads = join(dataFolder, 'uploads');
  mkdirSync(uploads, { recursive: true });
  const pool = new pg.Pool({ connectionString: connection.databaseUrl, application_name: 'lotscope jobs', max: 10 });
  pool.on('error', (error) => log.warn({ err: error }, 'An idle connection to PostgreSQL was lost'));
  try {
    const families = familiesOf(engine, pool);
    const processors = [
      importFile({ engine, pool, queues }),
      captureEvents({ engine, pool, queues, uploads }),
      refreshDispositionOfAll({ engine, pool, queues }),
      refreshFigures({ engine, genealogy, pool }),
      cleanUp(pool, uploads),
      trainModel({ pool, queues, families }),
      scoreModel({ pool, queues, families, trainsByItself }),
      retrainModels(pool, queues),
      whatIfExpiry(engine, pool),
      watchDrift({ engine, pool, families }),
      deliverWebhook(pool, webhooksAnywhere),
      sendTestMail(mail),
    ];
    const watch = (jobId: string) => watchCancellation(pool, jobId);
    const measured = new JobMetrics(metrics, queues);
    const workers = await startWorkers(connection, processors, watch, log, (...ended) => measured.ended(...ended));
    const check = startServingCheck({ pool, queues, families, trainsByItself }, log);
    const outbox = watchOutbox(pool, queues, log);
    const ledger = connection.redisUrl === undefined ? undefined : watchLedger(new JobLedger(pool), queues, log);
    const mails = mail === undefined ? undefined : watchAlerts(pool, mail, log);
    return {
      close: async () => {
        // The workers first, and all to their end: what runs knows that the process stops before the engine cuts its statements off.
        const closings = [workers.close(), check.close(), outbox.close(), ledger?.close(), mails?.close()];
        const closed = await Promise.allSettled(closings);
        await pool.end();
        for (const each of closed) if (each.status === 'rejected') throw each.reason;
      },
    };
  } catch (error) {
    await pool.end();
    throw error;
  }
}
