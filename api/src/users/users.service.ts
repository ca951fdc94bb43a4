import { Inject, Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { QueryFailedError, Repository } from 'typeorm';
import type { Principal } from '../access/principal.ts';
import { hashSecret, newSecret } from '../access/secret.ts';
import { SessionsService } from '../access/sessions.service.ts';
import { TokenRightsService } from '../access/token-rights.service.ts';
import { SignInLinkEntity } from '../access/sign-in-link.entity.ts';
import { UserEntity } from '../access/user.entity.ts';
import { CONFIG } from '../app/tokens.ts';
import type { Actor } from '../audit/actor.ts';
import { AuditService } from '../audit/audit.service.ts';
import type { Config } from '../config.ts';
import type { PageQuery } from '../contract/paging.ts';
import { roleScopes } from '../contract/roles.ts';
import type { Role } from '../contract/roles.ts';
import type { IssuedLink, NewUser, User, UserChange, UserPage } from '../contract/users.ts';
import { Conflict, Forbidden, Invalid, NotFound } from '../errors/failures.ts';
import { given } from '../metadata/given.ts';
import { pageOf } from '../paging/page-of.ts';

/** How long a sign-in link may wait to be used. */
const linkMs = 24 * 3_600_000;
const uniqueViolation = '23505';

@Injectable()
export class UsersService {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @InjectRepository(UserEntity) private readonly users: Repository<UserEntity>,
    private readonly sessions: SessionsService,
    private readonly tokens: TokenRightsService,
    private readonly audit: AuditService,
  ) {}

  async list(query: PageQuery): Promise<UserPage> {
    return pageOf(this.users.createQueryBuilder('member'), 'member', query, describe);
  }

  async find(id: string): Promise<User> {
    return describe(await this.#byId(id));
  }

  async create(principal: Principal, actor: Actor, request: NewUser): Promise<User> {
    mayManage(principal, request.roles);
    const email = request.email.toLowerCase();
    const { name, roles, sites } = request;
    try {
      const id = await this.audit.record(actor, async (manager) => {
        const { identifiers } = await manager.insert(UserEntity, { email, name, roles, sites });
        const created = String(identifiers[0]?.['id']);
        return [created, { action: 'user.created', subject: email, detail: { name, roles, sites } }];
      });
      return await this.find(id);
    } catch (error) {
      if (error instanceof QueryFailedError && (error.driverError as { code?: string }).code === uniqueViolation) {
        throw new Conflict(`There is a user with the e-mail address ${email} already`);
      }
      throw error;
    }
  }

  /**
   * A user whose rights change is signed out everywhere, and the tokens that rest on those rights, which the audit trail names, hold no more
   * than they do from now on; the last active administrator stays one.
   */
  async change(principal: Principal, actor: Actor, id: string, change: UserChange): Promise<User> {
    const user = await this.#byId(id);
    mayManage(principal, [...user.roles, ...(change.roles ?? [])]);
    if (Object.keys(change).length === 0) throw new Invalid('There is nothing to change');
    await this.audit.record(actor, async (manager) => {
      await manager.query('SELECT pg_advisory_xact_lock(hashtext($1))', ['lotscope administrators']);
      await manager.update(UserEntity, { id }, given(change));
      const [left] = await manager.query<{ admins: string }[]>(
        `SELECT count(*) AS admins FROM users WHERE active AND 'admin' = ANY (roles) AND sites IS NULL`,
      );
      const wasAdmin = user.active && user.roles.includes('admin') && user.sites === null;
      if (wasAdmin && left?.admins === '0') throw new Conflict('This is the last active administrator of every site');
      if (change.active === undefined && !change.roles && change.sites === undefined)
        return [undefined, { action: 'user.changed', subject: user.email, detail: { ...change } }];
      await this.sessions.endAll(manager, id);
      const tokens = await this.tokens.restingOn(manager, id);
      return [undefined, { action: 'user.changed', subject: user.email, detail: { ...change, tokens } }];
    });
    return this.find(id);
  }

  /** A link that signs this user in once. */
  async issueLink(principal: Principal, actor: Actor, id: string, origin: string): Promise<IssuedLink> {
    const user = await this.#byId(id);
    mayManage(principal, user.roles);
    if (!user.active) throw new Conflict('This user is not active');
    const secret = newSecret();
    const expiresAt = new Date(Date.now() + linkMs);
    await this.audit.record(actor, async (manager) => {
      await manager.insert(SignInLinkEntity, { hash: hashSecret(secret), userId: id, expiresAt });
      return [
        undefined,
        { action: 'link.issued', subject: user.email, detail: { expiresAt: expiresAt.toISOString() } },
      ];
    });
    return { url: `${this.config.publicUrl ?? origin}/sign-in#${secret}`, expiresAt: expiresAt.toISOString() };
  }

  async #byId(id: string): Promise<UserEntity> {
    const user = await this.users.findOneBy({ id });
    if (user === null) throw new NotFound('There is no such user');
    return user;
  }
}

/** Nobody makes, changes or signs in as somebody who may do more than they may themselves. */
function mayManage({ scopes }: Principal, roles: readonly Role[]): void {
  const missing = new Set(roles.flatMap((role) => roleScopes[role]).filter((scope) => !scopes.has(scope)));
  if (missing.size > 0) throw new Forbidden(`You do not hold ${[...missing].join(', ')} yourself`);
}

function describe(user: UserEntity): User {
  const { id, email, name, roles, sites, active, passwordHash, createdAt, lastSignInAt } = user;
  return {
    id,
    email,
    name,
    roles,
    sites,
    active,
    hasPassword: passwordHash !== null,
    createdAt: createdAt.toISOString(),
    lastSignInAt: lastSignInAt?.toISOString() ?? null,
  };
}
