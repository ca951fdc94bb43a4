import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import type { EntityManager } from 'typeorm';
import { roleScopes } from '../contract/roles.ts';
import type { Role, Scope } from '../contract/roles.ts';

/** A token as its maker's rights leave it now. */
export interface TokenRights {
  readonly id: string;
  readonly name: string;
  readonly scopes: ReadonlySet<Scope>;
  /** null: every site. */
  readonly sites: readonly string[] | null;
  readonly expiresAt: Date | null;
  readonly lastUsedAt: Date | null;
}

interface Link {
  id: string;
  name: string;
  scopes: Scope[];
  sites: string[] | null;
  expiresAt: Date | null;
  revokedAt: Date | null;
  lastUsedAt: Date | null;
  isMadeByUser: boolean;
  makerActive: boolean | null;
  makerRoles: Role[] | null;
  makerSites: string[] | null;
}

/** Plain SQL, like that of sessions: it runs before every request of a token. The token first, then the one that made it, and so on. */
const findChain = `
  WITH RECURSIVE chain AS (
    SELECT t.*, 0 AS distance FROM api_tokens t WHERE t.hash = $1
    UNION ALL
    SELECT t.*, c.distance + 1 FROM chain c JOIN api_tokens t ON t.id = c.maker_token
  )
  SELECT c.id, c.name, c.scopes, c.sites, c.expires_at AS "expiresAt", c.revoked_at AS "revokedAt", c.last_used_at AS "lastUsedAt",
         c.maker_user IS NOT NULL AS "isMadeByUser", u.active AS "makerActive", u.roles AS "makerRoles", u.sites AS "makerSites"
  FROM chain c LEFT JOIN users u ON u.id = c.maker_user
  ORDER BY c.distance`;

const findMadeBy = `
  WITH RECURSIVE made AS (
    SELECT id, expires_at, revoked_at FROM api_tokens WHERE maker_user = $1
    UNION ALL
    SELECT t.id, t.expires_at, t.revoked_at FROM made m JOIN api_tokens t ON t.maker_token = m.id
    WHERE m.revoked_at IS NULL AND (m.expires_at IS NULL OR m.expires_at > now())
  )
  SELECT id FROM made WHERE revoked_at IS NULL AND (expires_at IS NULL OR expires_at > now()) ORDER BY id`;

/**
 * What tokens may do, judged whenever one is used: never more than whoever made it may do now. A token that another token made rests on
 * that one, and all on the user at the beginning; only what the bootstrap token made rests on nobody.
 */
@Injectable()
export class TokenRightsService {
  constructor(@InjectDataSource() private readonly database: DataSource) {}

  /** What the token of this hash may do; null when there is none, or when it or one that it rests on has ended. */
  async of(hash: string): Promise<TokenRights | null> {
    const chain = await this.database.query<Link[]>(findChain, [hash]);
    const [token] = chain;
    if (token === undefined || chain.some(hasEnded)) return null;
    const { id, name, lastUsedAt } = token;
    const scopes = chain.flatMap((link) => [link.scopes, ...(link.isMadeByUser ? [scopesOf(link.makerRoles)] : [])]);
    const sites = chain.flatMap((link) => [link.sites, ...(link.isMadeByUser ? [link.makerSites] : [])]);
    const ends = chain.flatMap(({ expiresAt }) => expiresAt ?? []).sort((a, b) => a.getTime() - b.getTime());
    return {
      id,
      name,
      scopes: new Set(token.scopes.filter((scope) => scopes.every((held) => held.includes(scope)))),
      sites: sites.reduce(within, null),
      expiresAt: ends[0] ?? null,
      lastUsedAt,
    };
  }

  /** Ids of the tokens in force that rest on a user's rights. */
  async restingOn(manager: EntityManager, userId: string): Promise<string[]> {
    const rows = await manager.query<{ id: string }[]>(findMadeBy, [userId]);
    return rows.map(({ id }) => id);
  }
}

function hasEnded({ revokedAt, expiresAt, isMadeByUser, makerActive }: Link): boolean {
  return (
    revokedAt !== null ||
    (expiresAt !== null && expiresAt.getTime() <= Date.now()) ||
    (isMadeByUser && makerActive !== true)
  );
}

const scopesOf = (roles: readonly Role[] | null): readonly Scope[] => (roles ?? []).flatMap((role) => roleScopes[role]);

/** The sites that are in both; null: every site. */
function within(own: readonly string[] | null, other: readonly string[] | null): readonly string[] | null {
  if (own === null) return other;
  return other === null ? own : own.filter((site) => other.includes(site));
}
