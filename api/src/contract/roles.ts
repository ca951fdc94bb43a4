import { z } from 'zod';

export const Role = z.enum(['cfo', 'supplier-quality', 'planner', 'recall', 'auditor', 'admin', 'integration']);
export type Role = z.infer<typeof Role>;

/** What a route needs and what an API token is scoped to. Roles are sets of these. */
export const Scope = z.enum([
  'lots:read',
  'kpis:read',
  'imports:read',
  'imports:write',
  'mappings:read',
  'mappings:write',
  'jobs:read',
  'jobs:write',
  'alerts:read',
  'alerts:write',
  'risk:read',
  'risk:write',
  'models:read',
  'models:write',
  'audit:read',
  'users:read',
  'users:write',
  'tokens:write',
  'settings:write',
  'metrics:read',
]);
export type Scope = z.infer<typeof Scope>;

const reading: Scope[] = [
  'lots:read',
  'kpis:read',
  'jobs:read',
  'mappings:read',
  'imports:read',
  'models:read',
  'alerts:read',
];

/** The scopes of each role; a session holds the union over its user's roles. */
export const roleScopes: Readonly<Record<Role, readonly Scope[]>> = {
  cfo: [...reading, 'risk:read'],
  'supplier-quality': [...reading, 'alerts:write', 'risk:read', 'risk:write'],
  planner: [...reading, 'alerts:write', 'risk:read', 'risk:write'],
  recall: [...reading, 'jobs:write', 'alerts:write'],
  auditor: [...reading, 'risk:read', 'audit:read', 'users:read'],
  admin: Scope.options,
  integration: [...reading, 'imports:write', 'mappings:write', 'jobs:write'],
};
