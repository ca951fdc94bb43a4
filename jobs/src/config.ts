import { z } from 'zod';

const url = (protocols: RegExp) => z.url({ protocol: protocols });

/** Configuration of a worker process on its own; with embedded engines the workers live in the API's process instead. */
const WorkerConfig = z.object({
  DATABASE_URL: url(/^postgres(ql)?$/),
  CLICKHOUSE_URL: url(/^https?$/),
  CLICKHOUSE_CLUSTER: z.string().min(1).optional(),
  REDIS_URL: url(/^rediss?$/).optional(),
  LOTSCOPE_HEALTH_PORT: z.coerce.number().int().min(0).max(65_535).optional(),
  HOST: z.string().trim().min(1).default('127.0.0.1'),
  LOTSCOPE_DATA: z.string().min(1).default('./data'),
  TRACE_MEMORY_MB: z.coerce.number().int().min(16).max(1_000_000).default(2048),
  LOTSCOPE_TRAINING: z.enum(['automatic', 'on-demand']).default('automatic'),
  LOTSCOPE_WEBHOOKS: z.enum(['public', 'anywhere']).default('public'),
  LOTSCOPE_PUBLIC_URL: url(/^https?$/).optional(),
  SMTP_URL: url(/^smtps?$/).optional(),
  SMTP_FROM: z.string().min(3).default('Lotscope <lotscope@localhost>'),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace']).default('info'),
});

export interface WorkerConfig {
  readonly databaseUrl: string;
  readonly clickhouseUrl: string;
  readonly clickhouseCluster: string | undefined;
  readonly redisUrl: string | undefined;
  /** Where `/healthz`, `/readyz` and `/metrics` of this process are asked for; undefined: nowhere. */
  readonly healthPort: number | undefined;
  readonly healthHost: string;
  readonly dataFolder: string;
  readonly traceMemoryMb: number;
  /** Whether a first model is trained as soon as there is enough to learn from. */
  readonly trainsByItself: boolean;
  /** Whether webhooks may lead into our own networks, and without TLS. */
  readonly webhooksAnywhere: boolean;
  /** How alerts are mailed; undefined: they are not. */
  readonly mail:
    { readonly smtpUrl: string; readonly from: string; readonly publicUrl: string | undefined } | undefined;
  readonly logLevel: string;
}

/** The configuration cannot be used; the message lists every fault. */
export class InvalidWorkerConfig extends Error {
  override readonly name = 'InvalidWorkerConfig';
}

/** Reads the environment; throws `InvalidWorkerConfig`. */
export function readWorkerConfig(environment: NodeJS.ProcessEnv = process.env): WorkerConfig {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = WorkerConfig.safeParse(given);
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
    throw new InvalidWorkerConfig(`The configuration is not valid:\n${faults.join('\n')}`);
  }
  const { data } = parsed;
  return {
    databaseUrl: data.DATABASE_URL,
    clickhouseUrl: data.CLICKHOUSE_URL,
    clickhouseCluster: data.CLICKHOUSE_CLUSTER,
    redisUrl: data.REDIS_URL,
    healthPort: data.LOTSCOPE_HEALTH_PORT,
    healthHost: data.HOST,
    dataFolder: data.LOTSCOPE_DATA,
    traceMemoryMb: data.TRACE_MEMORY_MB,
    trainsByItself: data.LOTSCOPE_TRAINING === 'automatic',
    webhooksAnywhere: data.LOTSCOPE_WEBHOOKS === 'anywhere',
    mail:
      data.SMTP_URL === undefined
        ? undefined
        : { smtpUrl: data.SMTP_URL, from: data.SMTP_FROM, publicUrl: data.LOTSCOPE_PUBLIC_URL },
    logLevel: data.LOG_LEVEL,
  };
}
