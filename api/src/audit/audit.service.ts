import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import type { EntityManager, SelectQueryBuilder } from 'typeorm';
import type { AuditEntry, AuditPage, AuditQuery, AuditVerification } from '../contract/audit.ts';
import { AuditEntryEntity } from './audit-entry.entity.ts';
import type { Actor } from './actor.ts';
import { readCursor, writeCursor } from '../paging/cursor.ts';

export interface AuditEvent {
  /** `noun.past-participle`: import.created, session.opened. */
  readonly action: string;
  readonly subject?: string;
  readonly detail?: Readonly<Record<string, unknown>>;
}

const csvPage = 1000;

interface Broken {
  seq: string;
  reason: string;
}

/** The first entry that does not fit its own hash, the one before it, or the numbering. */
const findBroken = `
  SELECT seq, CASE
      WHEN hash <> computed THEN 'The content of the entry is not what was hashed'
      WHEN previous_hash <> coalesce(before, repeat('0', 64)) THEN 'The entry does not follow the one before it'
      ELSE 'An entry is missing before it'
    END AS reason
  FROM (
    SELECT entry.seq, entry.hash, entry.previous_hash, audit_hash(entry) AS computed,
      lag(entry.hash) OVER w AS before, row_number() OVER w AS position
    FROM audit_entries entry WINDOW w AS (ORDER BY entry.seq)
  ) chain
  WHERE hash <> computed OR previous_hash <> coalesce(before, repeat('0', 64)) OR seq <> position
  ORDER BY seq LIMIT 1`;

/** The audit trail: append-only, hash-chained. */
@Injectable()
export class AuditService {
  constructor(@InjectDataSource() private readonly database: DataSource) {}

  /** Appends inside the transaction of the change itself, so that there is never one without the other. */
  async append(manager: EntityManager, actor: Actor, { action, subject, detail }: AuditEvent): Promise<void> {
    await manager.query('SELECT audit_append($1, $2, $3, $4, $5, $6)', [
      actor.id,
      actor.kind,
      action,
      subject ?? null,
      JSON.stringify(detail ?? {}),
      actor.correlationId,
    ]);
  }

  /** Runs a change and appends what it reports, in one transaction; null: it found nothing to change. */
  async record<T>(actor: Actor, change: (manager: EntityManager) => Promise<[T, AuditEvent | null]>): Promise<T> {
    return this.database.transaction(async (manager) => {
      const [result, event] = await change(manager);
      if (event !== null) await this.append(manager, actor, event);
      return result;
    });
  }

  /** Newest first. */
  async list(query: AuditQuery): Promise<AuditPage> {
    const total = await this.#matching(query).getCount();
    const before = readCursor(query.cursor);
    const builder = this.#matching(query)
      .orderBy('entry.seq', 'DESC')
      .take(query.limit + 1);
    if (before !== null) builder.andWhere('entry.seq < :before', { before: Number(before[0]) });
    const rows = await builder.getMany();
    const items = rows.slice(0, query.limit).map((entry) => ({ ...entry, at: entry.at.toISOString() }));
    const last = items.at(-1);
    const nextCursor = rows.length > query.limit && last ? writeCursor([String(last.seq)]) : null;
    return { items, nextCursor, total, withheld: 0 };
  }

  /** All that match, page by page. */
  async *all(query: AuditQuery): AsyncGenerator<AuditEntry[]> {
    for (let cursor: string | undefined; ;) {
      const { items, nextCursor } = await this.list({ ...query, cursor, limit: csvPage });
      yield items;
      if (nextCursor === null) return;
      cursor = nextCursor;
    }
  }

  async verify(): Promise<AuditVerification> {
    return this.database.transaction('REPEATABLE READ', async (manager) => {
      const [broken] = await manager.query<Broken[]>(findBroken);
      const [counted] = await manager.query<{ entries: string; last: string; head: string; hash: string }[]>(
        `SELECT (SELECT count(*) FROM audit_entries) AS entries, (SELECT max(seq) FROM audit_entries) AS last,
                head.seq AS head, head.hash AS hash,
                (SELECT hash FROM audit_entries ORDER BY seq DESC LIMIT 1) IS DISTINCT FROM head.hash AS differs
         FROM audit_head head`,
      );
      if (counted === undefined) throw new Error('The head of the audit trail is missing');
      const entries = Number(counted.entries);
      const head = entries === 0 ? null : counted.hash;
      if (broken) return { valid: false, entries, head, brokenAt: Number(broken.seq), reason: broken.reason };
      const last = Number(counted.last ?? 0);
      if (last === Number(counted.head)) return { valid: true, entries, head };
      return { valid: false, entries, head, brokenAt: last + 1, reason: 'The newest entries are missing' };
    });
  }

  #matching({ action, actor, subject, from, to }: AuditQuery): SelectQueryBuilder<AuditEntryEntity> {
    const builder = this.database.getRepository(AuditEntryEntity).createQueryBuilder('entry');
    if (action !== undefined) builder.andWhere('entry.action = :action', { action });
    if (actor !== undefined) builder.andWhere('entry.actor = :actor', { actor });
    if (subject !== undefined) builder.andWhere('entry.subject = :subject', { subject });
    if (from !== undefined) builder.andWhere('entry.at >= :from', { from });
    if (to !== undefined) builder.andWhere('entry.at < :to', { to });
    return builder;
  }
}
