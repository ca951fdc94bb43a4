import { z } from 'zod';
import { page } from './paging.ts';
import { Scope } from './roles.ts';
import { Instant } from './quantities.ts';

/** `GET /api/v1/tokens`; `DELETE /api/v1/tokens/:id` revokes (204). The secret is never shown again. */
export const ApiToken = z.object({
  id: z.string(),
  name: z.string(),
  scopes: z.array(Scope),
  sites: z.array(z.string()).nullable(),
  createdBy: z.string(),
  createdAt: Instant,
  expiresAt: Instant.nullable(),
  revokedAt: Instant.nullable(),
  lastUsedAt: Instant.nullable(),
});
export type ApiToken = z.infer<typeof ApiToken>;
export const ApiTokenPage = page(ApiToken);
export type ApiTokenPage = z.infer<typeof ApiTokenPage>;

/**
 * `POST /api/v1/tokens` → 201 `IssuedToken`. Scopes and sites may not exceed the issuer's own, and never do later: a token ends with the
 * account or the token that issued it, and loses what that loses. Only what the bootstrap token issues rests on nobody.
 */
export const NewApiToken = z.object({
  name: z.string().trim().min(1).max(200),
  scopes: z.array(Scope).min(1),
  sites: z.array(z.string().min(1).max(500)).max(1000).nullable().default(null),
  expiresAt: Instant.nullable().default(null),
});
export type NewApiToken = z.infer<typeof NewApiToken>;

export const IssuedToken = ApiToken.extend({ token: z.string().describe('The bearer secret, shown once') });
export type IssuedToken = z.infer<typeof IssuedToken>;
