import { isAbsolute, resolve } from 'node:path';
import { z } from 'zod';

const url = (protocol: RegExp) => z.url({ protocol, error: `is not a URL that starts with ${protocol.source}` });
const wholeNumber = (from: number, to: number) =>
  z
    .string()
    .regex(/^\d+$/, 'is not a whole number')
    .transform(Number)
    .pipe(z.number().min(from, `must be ${from} at least`).max(to, `must be ${to} at most`));

const Environment = z.object({
  PORT: wholeNumber(0, 65_535).default(4000),
  HOST: z.string().trim().min(1).default('127.0.0.1'),
  LOTSCOPE_DATA: z.string().min(1).default('./data'),
  LOTSCOPE_SAMPLE: z.enum(['plant', 'none']).default('plant'),
  LOTSCOPE_ADMIN_TOKEN: z.string().min(16, 'must have 16 characters at least').optional(),
  LOTSCOPE_WORKERS: z.enum(['auto', 'on', 'off']).default('auto'),
  LOTSCOPE_TRAINING: z.enum(['automatic', 'on-demand']).default('automatic'),
  LOTSCOPE_WEBHOOKS: z.enum(['public', 'anywhere']).default('public'),
  LOTSCOPE_PUBLIC_URL: url(/^https?$/).optional(),
  CLICKHOUSE_URL: url(/^https?$/).optional(),
  CLICKHOUSE_CLUSTER: z.string().min(1).optional(),
  DATABASE_URL: url(/^postgres(ql)?$/).optional(),
  REDIS_URL: url(/^rediss?$/).optional(),
  TRACE_MEMORY_MB: wholeNumber(16, 1_000_000).default(2048),
  SMTP_URL: url(/^smtps?$/).optional(),
  SMTP_FROM: z.string().min(3).default('Lotscope <lotscope@localhost>'),
  LOG_LEVEL: z.enum(['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace']).default('info'),
});

const Consistent = Environment.refine((value) => value.CLICKHOUSE_CLUSTER === undefined || value.CLICKHOUSE_URL, {
  path: ['CLICKHOUSE_CLUSTER'],
  message: 'needs CLICKHOUSE_URL as well',
}).refine((value) => value.LOTSCOPE_WORKERS !== 'off' || value.CLICKHOUSE_URL, {
  path: ['LOTSCOPE_WORKERS'],
  message: 'can be off only with CLICKHOUSE_URL: the embedded store belongs to one process',
});

export interface Config {
  readonly port: number;
  readonly host: string;
  /** Absolute path of the data folder: embedded databases, uploads, the lock. */
  readonly dataFolder: string;
  readonly sample: 'plant' | 'none';
  readonly adminToken: string | undefined;
  /** Whether jobs run in this process. */
  readonly runsWorkers: boolean;
  /** Whether a first model is trained as soon as there is enough to learn from. */
  readonly trainsByItself: boolean;
  /** Whether webhooks may lead into our own networks, and without TLS. */
  readonly webhooksAnywhere: boolean;
  /** Where people reach the product when it is not `http://host:port`; https makes cookies secure. */
  readonly publicUrl: string | undefined;
  readonly clickhouseUrl: string | undefined;
  readonly clickhouseCluster: string | undefined;
  readonly databaseUrl: string | undefined;
  readonly redisUrl: string | undefined;
  readonly traceMemoryMb: number;
  /** Mail server for alerts; undefined: they are not mailed. */
  readonly smtpUrl: string | undefined;
  readonly mailFrom: string;
  readonly logLevel: string;
}

/** The configuration cannot be used; the message lists every fault. */
export class InvalidConfig extends Error {
  override readonly name = 'InvalidConfig';
}

/** Reads and checks the environment once; an empty variable counts as not set. */
export function readConfig(environment: NodeJS.ProcessEnv = process.env): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = Consistent.safeParse(given);
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => `  ${issue.path.join('.')} ${issue.message}`);
    throw new InvalidConfig(`The configuration is not valid:\n${faults.join('\n')}`);
  }
  const { data } = parsed;
  const workers = data.LOTSCOPE_WORKERS;
  return {
    port: data.PORT,
    host: data.HOST,
    dataFolder: isAbsolute(data.LOTSCOPE_DATA) ? data.LOTSCOPE_DATA : resolve(data.LOTSCOPE_DATA),
    sample: data.LOTSCOPE_SAMPLE,
    adminToken: data.LOTSCOPE_ADMIN_TOKEN,
    runsWorkers: workers === 'on' || (workers === 'auto' && data.CLICKHOUSE_URL === undefined),
    trainsByItself: data.LOTSCOPE_TRAINING === 'automatic',
    webhooksAnywhere: data.LOTSCOPE_WEBHOOKS === 'anywhere',
    publicUrl: data.LOTSCOPE_PUBLIC_URL,
    clickhouseUrl: data.CLICKHOUSE_URL,
    clickhouseCluster: data.CLICKHOUSE_CLUSTER,
    databaseUrl: data.DATABASE_URL,
    redisUrl: data.REDIS_URL,
    traceMemoryMb: data.TRACE_MEMORY_MB,
    smtpUrl: data.SMTP_URL,
    mailFrom: data.SMTP_FROM,
    logLevel: data.LOG_LEVEL,
  };
}
