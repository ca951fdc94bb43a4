import { z } from 'zod';
import { pageFields, PageQuery } from './paging.ts';
import { Instant } from './quantities.ts';

/** `GET /api/v1/audit?…` (and `audit.csv`), newest first. */
export const AuditQuery = PageQuery.extend({
  action: z.string().max(100).optional(),
  actor: z.string().max(500).optional(),
  subject: z.string().max(500).optional(),
  from: Instant.optional(),
  to: Instant.optional(),
});
export type AuditQuery = z.infer<typeof AuditQuery>;

export const AuditEntry = z.object({
  seq: z.number().int().positive(),
  at: Instant,
  actor: z.string(),
  actorKind: z.enum(['user', 'token', 'system', 'anonymous']),
  action: z.string().describe('import.created, session.opened, user.changed …'),
  subject: z.string().nullable(),
  detail: z.record(z.string(), z.unknown()),
  correlationId: z.string().nullable(),
  previousHash: z.string(),
  hash: z.string(),
});
export type AuditEntry = z.infer<typeof AuditEntry>;

export const AuditPage = z.object({ items: z.array(AuditEntry), ...pageFields });
export type AuditPage = z.infer<typeof AuditPage>;

/** `GET /api/v1/audit/verify` */
export const AuditVerification = z.object({
  valid: z.boolean(),
  entries: z.number().int(),
  head: z.string().nullable().describe('Hash of the newest entry'),
  brokenAt: z.number().int().optional().describe('seq of the first entry that does not fit'),
  reason: z.string().optional(),
});
export type AuditVerification = z.infer<typeof AuditVerification>;
