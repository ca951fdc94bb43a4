import { EventEmitter } from 'node:events';
import { Inject, Injectable } from '@nestjs/common';
import type { OnModuleDestroy, OnModuleInit } from '@nestjs/common';
import { Genealogy } from '@lotscope/sql/genealogy';
import { PinoLogger } from 'nestjs-pino';
import pg from 'pg';
import { DATABASE_URL } from '../app/tokens.ts';
import { Kept } from './kept.ts';

const rememberedImports = 1000;

/** After so long, what could not be taken in is tried again. */
const catchUpMs = 5000;

const idsIn = (payload = ''): string[] => payload.split(',').filter((id) => id !== '');

/** Published imports of any process, heard through PostgreSQL: the genealogy is refreshed, then `published` is emitted. */
@Injectable()
export class PublicationsService extends EventEmitter<{ published: [] }> implements OnModuleInit, OnModuleDestroy {
  readonly #renewals: (() => Promise<void>)[] = [];
  readonly #heard = new Map<string, Promise<void>>();
  #client: pg.Client | undefined;
  #retry: NodeJS.Timeout | undefined;
  #catchUp: NodeJS.Timeout | undefined;
  #closed = false;
  #warmed: Promise<void> | undefined;

  constructor(
    @Inject(DATABASE_URL) private readonly databaseUrl: string,
    @Inject(Genealogy) private readonly genealogy: Genealogy,
    private readonly log: PinoLogger,
  ) {
    super();
    this.setMaxListeners(0); // one for each open stream of job events
  }

  async onModuleInit(): Promise<void> {
    await this.#listen();
    this.#warmed = this.#warm();
  }

  async onModuleDestroy(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#retry);
    clearTimeout(this.#catchUp);
    await this.#warmed;
    await this.#client?.end();
  }

  async #listen(): Promise<void> {
    const client = new pg.Client({
      connectionString: this.databaseUrl,
      application_name: 'lotscope publications',
      keepAlive: true,
    });
    client.on('notification', ({ payload }) => void this.#hear(idsIn(payload)));
    client.on('error', (error) => this.#lost(client, error));
    await client.connect();
    await client.query('LISTEN lotscope_published');
    this.#client = client;
  }

  /**
   * Resolves when what the import published is in the genealogy of this process. The job tells of it before it calls
   * the import done, so one that is done was heard of, unless the news is still on its way.
   */
  async applied(importId: string): Promise<void> {
    await (this.#heard.get(importId) ?? this.#hear([importId]));
  }

  /** A value that is read again when it is asked for after a publication. */
  keep<T>(read: () => Promise<T>): Kept<T> {
    const kept = new Kept(read);
    this.on('published', () => kept.letGo());
    return kept;
  }

  /**
   * A value that is read once the genealogy is loaded, and again after every publication, before that counts as applied; nobody
   * waits for it meanwhile but who asks before it was read at all.
   */
  keepFresh<T>(read: () => Promise<T>): Kept<T> {
    const kept = new Kept(read);
    this.#renewals.push(() => kept.renew());
    return kept;
  }

  /** Reads what is kept fresh, so that the first who asks after a start need not wait for it. */
  async #warm(): Promise<void> {
    try {
      await this.genealogy.ready;
      for (const renew of this.#renewals) if (!this.#closed) await renew();
    } catch (error) {
      if (!this.#closed) this.log.warn({ err: error }, 'What scopes need beside the genealogy could not be read ahead');
    }
  }

  async #apply(importIds: readonly string[]): Promise<void> {
    try {
      await this.genealogy.refresh();
      await Promise.all(this.#renewals.map((renew) => renew()));
    } catch (error) {
      this.log.error({ err: error, importIds }, 'What was published could not be taken in: trying again soon');
      if (!this.#closed) this.#catchUp ??= setTimeout(() => this.#again(), catchUpMs);
    }
    this.emit('published');
  }

  #again(): void {
    this.#catchUp = undefined;
    void this.#hear([]);
  }

  #hear(importIds: readonly string[]): Promise<void> {
    const refreshed = this.#apply(importIds);
    for (const importId of importIds) this.#heard.set(importId, refreshed);
    for (const importId of this.#heard.keys()) {
      if (this.#heard.size <= rememberedImports) break;
      this.#heard.delete(importId);
    }
    return refreshed;
  }

  /** The connection broke: what was published meanwhile is caught up with by a whole refresh after reconnecting. */
  #lost(client: pg.Client, error: Error): void {
    if (this.#closed || this.#client !== client) return;
    this.log.warn({ err: error }, 'Lost the connection that tells of published imports');
    this.#client = undefined;
    const reconnect = async () => {
      try {
        await this.#listen();
        void this.#hear([]);
      } catch {
        if (!this.#closed) this.#retry = setTimeout(() => void reconnect(), 1000);
      }
    };
    void reconnect();
  }
}
