import { z } from 'zod';

const uuid = z.uuid();
const rows = z.object({
  read: z.number().int(),
  accepted: z.number().int(),
  rejected: z.number().int(),
  duplicate: z.number().int(),
});

const money = z.object({ amount: z.number().nullable(), currency: z.string().nullable(), unknown: z.number().int() });

const requestId = uuid.default(() => crypto.randomUUID());
const family = z.string().regex(/^[a-z][a-z-]{0,99}$/, 'must be the name of a family of models');

/** One kind of work: what goes in and out, on which queue, how often it is tried, and the id that makes it unique. */
interface JobDefinition<Payload extends z.ZodType, Result extends z.ZodType> {
  readonly payload: Payload;
  readonly result: Result;
  readonly queue: QueueName;
  readonly attempts: number;
  /** Milliseconds before the second attempt; doubled for each further one. */
  readonly backoff: number;
  /** Whether `POST /api/v1/jobs` may start it by name; the others follow from what people do. */
  readonly startable: boolean;
  /** Whether `POST /api/v1/jobs/:id/cancel` may end it: what it did not finish leaves nothing behind. */
  readonly cancellable?: boolean;
  /** The sites that it reads and tells of; left out: all of them, so that it is for those who may see every site. */
  readonly sites?: (payload: z.infer<Payload>) => readonly string[];
  /** Same payload, same id: adding a job twice is one job. Contains no `:`. */
  readonly jobId: (payload: z.infer<Payload>) => string;
}

const job = <Payload extends z.ZodType, Result extends z.ZodType>(definition: JobDefinition<Payload, Result>) =>
  definition;

/** Each runs one job at a time; `upkeep` must not wait behind a long import, nor scores behind a training, nor an answer that somebody waits for behind any of them. */
export const queueNames = ['imports', 'upkeep', 'models', 'scores', 'questions', 'deliveries'] as const;
export type QueueName = (typeof queueNames)[number];

/** Every job of the product. */
export const jobs = {
  import: job({
    payload: z.object({ importId: uuid }),
    result: rows,
    queue: 'imports',
    attempts: 3,
    backoff: 1000,
    startable: false,
    jobId: ({ importId }) => `import-${importId}`,
  }),
  'capture-events': job({
    payload: z.object({ requestId }),
    result: z.object({
      captures: z.number().int().describe('Captures that had a part in it'),
      events: z.number().int(),
    }),
    queue: 'imports',
    attempts: 3,
    backoff: 1000,
    startable: false,
    jobId: ({ requestId: id }) => `capture-events-${id}`,
  }),
  'refresh-disposition': job({
    payload: z.object({ requestId }),
    result: z.object({ lots: z.number().int() }),
    queue: 'imports',
    attempts: 3,
    backoff: 1000,
    startable: true,
    jobId: ({ requestId }) => `refresh-disposition-${requestId}`,
  }),
  'refresh-figures': job({
    payload: z.object({
      requestId,
      always: z.boolean().default(true).describe('Also when nothing was published since the last time'),
    }),
    result: z.object({ refreshed: z.boolean() }),
    queue: 'upkeep',
    attempts: 3,
    backoff: 2000,
    startable: true,
    jobId: ({ requestId }) => `refresh-figures-${requestId}`,
  }),
  'clean-up': job({
    payload: z.object({ requestId }),
    result: z.object({ sessions: z.number().int(), links: z.number().int(), uploads: z.number().int() }),
    queue: 'upkeep',
    attempts: 2,
    backoff: 5000,
    startable: true,
    jobId: ({ requestId }) => `clean-up-${requestId}`,
  }),
  'train-model': job({
    payload: z.object({
      requestId,
      family,
      seed: z.number().int().min(0).max(0xffff_ffff).default(1).describe('Same data and seed, same model'),
    }),
    result: z.object({
      modelId: uuid,
      version: z.number().int(),
      state: z.enum(['training', 'challenger', 'champion', 'retired', 'failed']),
      skill: z.string().nullable(),
      verdict: z.string().nullable(),
    }),
    queue: 'models',
    attempts: 2,
    backoff: 5000,
    startable: true,
    cancellable: true,
    jobId: ({ family: name, requestId: id }) => `train-model-${name}-${id}`,
  }),
  'score-model': job({
    payload: z.object({
      requestId,
      family,
      always: z.boolean().default(true).describe('Also when nothing was published since the last time'),
    }),
    result: z.object({
      modelId: uuid.nullable(),
      version: z.number().int().nullable(),
      rows: z.number().int(),
      verdict: z.string().nullable().describe('Why nothing was scored'),
      refused: z.array(z.string()).describe('Damaged models that did not serve'),
    }),
    queue: 'scores',
    attempts: 3,
    backoff: 2000,
    startable: true,
    cancellable: true,
    jobId: ({ family: name, requestId: id }) => `score-model-${name}-${id}`,
  }),
  'watch-drift': job({
    payload: z.object({ requestId }),
    result: z.object({
      checked: z.array(
        z.object({
          family: z.string(),
          version: z.number().int(),
          moved: z
            .number()
            .nullable()
            .describe('Share of the features that have moved beyond chance; null: too few rows'),
          alarmed: z.boolean(),
        }),
      ),
    }),
    queue: 'scores',
    attempts: 3,
    backoff: 5000,
    startable: true,
    cancellable: true,
    jobId: ({ requestId: id }) => `watch-drift-${id}`,
  }),
  'retrain-models': job({
    payload: z.object({ requestId }),
    result: z.object({ jobIds: z.array(z.string()).describe('The trainings that were started') }),
    queue: 'upkeep',
    attempts: 3,
    backoff: 5000,
    startable: true,
    jobId: ({ requestId: id }) => `retrain-models-${id}`,
  }),
  'what-if-expiry': job({
    payload: z.object({
      requestId,
      lotId: z.string(),
      siteId: z.string(),
      action: z.enum(['use-first', 'transfer', 'markdown']),
      toSiteId: z.string().optional().describe('Of a transfer'),
      discount: z.number().optional().describe('Of a markdown'),
    }),
    result: z.object({
      before: money.describe('Expected loss at the sites concerned, as it is'),
      after: money.describe('The same with the action'),
      saved: money.describe('Before less after, less what the action costs'),
      assumed: z.array(z.string()),
      verdict: z.string().describe('Why there is an answer, or why there is none'),
    }),
    queue: 'questions',
    attempts: 2,
    backoff: 500,
    startable: false,
    cancellable: true,
    sites: ({ siteId, toSiteId }) => (toSiteId === undefined ? [siteId] : [siteId, toSiteId]),
    jobId: ({ requestId: id }) => `what-if-expiry-${id}`,
  }),
  'send-test-mail': job({
    payload: z.object({ requestId, to: z.string() }),
    result: z.object({ to: z.string().describe('Who got it') }),
    queue: 'questions',
    attempts: 1,
    backoff: 1000,
    startable: false,
    jobId: ({ requestId: id }) => `send-test-mail-${id}`,
  }),
  'deliver-webhook': job({
    payload: z.object({ deliveryId: uuid }),
    result: z.object({ status: z.number().int().nullable().describe('null: there was nothing left to deliver') }),
    queue: 'deliveries',
    attempts: 12,
    backoff: 2000,
    startable: false,
    jobId: ({ deliveryId }) => `deliver-webhook-${deliveryId}`,
  }),
} as const;

export type JobName = keyof typeof jobs;
export type JobPayload<Name extends JobName> = z.infer<(typeof jobs)[Name]['payload']>;
export type JobResult<Name extends JobName> = z.infer<(typeof jobs)[Name]['result']>;

export const jobNames = Object.keys(jobs) as JobName[];

export function isJobName(name: string): name is JobName {
  return Object.hasOwn(jobs, name);
}
