import { alertKinds } from '@lotscope/jobs/contract';
import type { AlertKind as RaisedKind } from '@lotscope/jobs/contract';
import type { Principal } from '../access/principal.ts';
import { AlertKind } from '../contract/alerts.ts';
import type { Role } from '../contract/roles.ts';

/** Who acts on each kind of alert. */
const actingOn = (kind: RaisedKind & AlertKind): readonly Role[] => alertKinds[kind].acting;

/** They see what everybody is to act on. */
const overseeing: readonly Role[] = ['admin', 'auditor', 'cfo', 'integration'];

type Reader = Pick<Principal, 'kind' | 'roles'>;

/** What a person acts on by their roles; an administrator, and a token that holds the scope, on every kind. */
export function actsOn({ kind, roles }: Reader, alert: AlertKind): boolean {
  return kind === 'token' || roles.includes('admin') || roles.some((role) => actingOn(alert).includes(role));
}

/** The kinds that somebody sees by their roles. */
export function kindsSeenBy(reader: Reader): AlertKind[] {
  const seesAll = reader.roles.some((role) => overseeing.includes(role));
  return AlertKind.options.filter((kind) => seesAll || actsOn(reader, kind));
}
