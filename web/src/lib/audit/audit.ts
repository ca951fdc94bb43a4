import { AuditPage, AuditVerification } from '@lotscope/api/contract';
import { queryString, request } from '#lib/api/request.ts';

/** What narrows the audit trail, as the URL spells it; days are whole. */
export const auditFilters = ['action', 'actor', 'subject', 'from', 'to'] as const;
export type AuditFilter = Partial<Record<(typeof auditFilters)[number], string>>;

export function readAuditFilter(parameters: Pick<URLSearchParams, 'get'>): AuditFilter {
  return Object.fromEntries(
    auditFilters.flatMap((name) => (parameters.get(name) ? [[name, parameters.get(name)]] : [])),
  ) as AuditFilter;
}

/** The instants that the chosen days mean in the reader's zone: from their first moment to their last. */
export function auditQuery(filter: AuditFilter): Record<string, string | undefined> {
  const instant = (day: string | undefined, time: string) =>
    day ? new Date(`${day}T${time}`).toISOString() : undefined;
  return { ...filter, from: instant(filter.from, '00:00:00'), to: instant(filter.to, '23:59:59.999') };
}

export function loadAudit(
  filter: AuditFilter,
  page: { limit: number; cursor: string | null },
  signal: AbortSignal,
): Promise<AuditPage> {
  return request(AuditPage, '/api/v1/audit' + queryString({ ...auditQuery(filter), ...page }), { signal });
}

export function auditCsv(filter: AuditFilter): string {
  return '/api/v1/audit.csv' + queryString(auditQuery(filter));
}

export function verifyAudit(): Promise<AuditVerification> {
  return request(AuditVerification, '/api/v1/audit/verify');
}
