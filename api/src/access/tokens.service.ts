import { timingSafeEqual } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { IsNull, Repository } from 'typeorm';
import { CONFIG } from '../app/tokens.ts';
import type { Actor } from '../audit/actor.ts';
import { AuditService } from '../audit/audit.service.ts';
import type { Config } from '../config.ts';
import { Scope } from '../contract/roles.ts';
import type { ApiToken, ApiTokenPage, IssuedToken, NewApiToken } from '../contract/tokens.ts';
import type { PageQuery } from '../contract/paging.ts';
import { Forbidden, Invalid, NotFound } from '../errors/failures.ts';
import { pageOf } from '../paging/page-of.ts';
import { ApiTokenEntity } from './api-token.entity.ts';
import type { Principal } from './principal.ts';
import { hashSecret, newSecret } from './secret.ts';
import { TokenRightsService } from './token-rights.service.ts';

/** Scoped API tokens, and the bootstrap token of the configuration. */
@Injectable()
export class TokensService {
  readonly #bootstrap: Buffer | null;

  constructor(
    @Inject(CONFIG) config: Config,
    @InjectRepository(ApiTokenEntity) private readonly tokens: Repository<ApiTokenEntity>,
    private readonly rights: TokenRightsService,
    private readonly audit: AuditService,
  ) {
    this.#bootstrap = config.adminToken === undefined ? null : Buffer.from(hashSecret(config.adminToken));
  }

  /** Whose token it is and what it may do now; null when there is none such, or it has ended. */
  async principal(secret: string): Promise<Principal | null> {
    const hash = hashSecret(secret);
    if (this.#bootstrap !== null && timingSafeEqual(this.#bootstrap, Buffer.from(hash))) return bootstrap;
    const token = await this.rights.of(hash);
    if (token === null) return null;
    const { lastUsedAt, ...held } = token;
    const now = Date.now();
    if ((lastUsedAt?.getTime() ?? 0) + 60_000 < now) {
      await this.tokens.update({ id: token.id }, { lastUsedAt: new Date(now) });
    }
    return { ...nobody, ...held };
  }

  async issue(principal: Principal, actor: Actor, request: NewApiToken): Promise<IssuedToken> {
    mayIssue(principal, request);
    const secret = newSecret('lots_');
    const token = await this.audit.record(actor, async (manager) => {
      const entity = manager.create(ApiTokenEntity, {
        name: request.name,
        hash: hashSecret(secret),
        scopes: request.scopes,
        sites: request.sites,
        createdBy: actor.id,
        makerUser: principal.kind === 'user' ? principal.id : null,
        makerToken: principal.kind === 'token' && principal.id !== bootstrap.id ? principal.id : null,
        expiresAt: request.expiresAt === null ? null : new Date(request.expiresAt),
      });
      const saved = await manager.save(entity);
      const { name, scopes, sites, expiresAt } = request;
      return [saved, { action: 'token.issued', subject: saved.id, detail: { name, scopes, sites, expiresAt } }];
    });
    const stored = await this.tokens.findOneByOrFail({ id: token.id });
    return { ...describe(stored), token: secret };
  }

  /** Who is limited to sites sees the tokens of those sites only; the others are counted. */
  async list({ sites }: Principal, query: PageQuery): Promise<ApiTokenPage> {
    const builder = this.tokens.createQueryBuilder('token');
    if (sites === null) return pageOf(builder, 'token', query, describe);
    const page = await pageOf(builder.where('token.sites <@ :sites', { sites }), 'token', query, describe);
    const total = await this.tokens.count();
    return { ...page, total, withheld: total - page.total };
  }

  /** A token of other sites is as unknown as one that does not exist. */
  async revoke({ sites }: Principal, actor: Actor, id: string): Promise<void> {
    await this.audit.record(actor, async (manager) => {
      const token = await manager.findOneBy(ApiTokenEntity, { id });
      if (token !== null && !isWithin(token.sites, sites)) throw new NotFound(noToken);
      const { affected } = await manager.update(ApiTokenEntity, { id, revokedAt: IsNull() }, { revokedAt: new Date() });
      if (affected === 0) throw new NotFound(noToken);
      return [undefined, { action: 'token.revoked', subject: id }];
    });
  }
}

const noToken = 'There is no such token that is still valid';

/** Whether these sites (null: all) are among their own (null: all). */
const isWithin = (sites: readonly string[] | null, own: readonly string[] | null): boolean =>
  own === null || (sites !== null && sites.every((site) => own.includes(site)));

const nobody = {
  kind: 'token',
  email: null,
  roles: [],
  hasPassword: false,
  session: null,
} as const satisfies Partial<Principal>;

const bootstrap: Principal = {
  ...nobody,
  id: 'bootstrap',
  name: 'bootstrap',
  scopes: new Set(Scope.options),
  sites: null,
  expiresAt: null,
};

/** Nobody hands out more than they have. */
function mayIssue(principal: Principal, { scopes, sites, expiresAt }: NewApiToken): void {
  const missing = scopes.filter((scope) => !principal.scopes.has(scope));
  if (missing.length > 0) throw new Forbidden(`You do not hold ${missing.join(', ')} yourself`);
  if (!isWithin(sites, principal.sites)) {
    throw new Forbidden('You cannot issue a token for more sites than your own');
  }
  if (expiresAt !== null && Date.parse(expiresAt) <= Date.now()) {
    throw new Invalid('The token would have ended already', [{ path: 'expiresAt', message: 'is in the past' }]);
  }
}

function describe(token: ApiTokenEntity): ApiToken {
  const { id, name, scopes, sites, createdBy } = token;
  return {
    id,
    name,
    scopes,
    sites,
    createdBy,
    createdAt: token.createdAt.toISOString(),
    expiresAt: token.expiresAt?.toISOString() ?? null,
    revokedAt: token.revokedAt?.toISOString() ?? null,
    lastUsedAt: token.lastUsedAt?.toISOString() ?? null,
  };
}
