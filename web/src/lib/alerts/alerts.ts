import { Alert, AlertKind, AlertOwners, AlertPage, AlertState, type AlertChange } from '@lotscope/api/contract';
import { z } from 'zod';
import { apiPath, queryString, request } from '#lib/api/request.ts';

/** What narrows the inbox. Without a state it holds what is open; `any` holds all. */
export interface AlertFilter {
  readonly state: AlertState | 'any';
  readonly kind?: AlertKind;
  readonly owner?: string;
}

/** Reads the filter from a URL; what it does not understand is no filter. */
export function readAlertFilter(parameters: Pick<URLSearchParams, 'get'>): AlertFilter {
  const state = AlertState.or(z.literal('any')).safeParse(parameters.get('state'));
  const kind = AlertKind.safeParse(parameters.get('kind'));
  const owner = parameters.get('owner');
  return {
    state: state.success ? state.data : 'open',
    ...(kind.success ? { kind: kind.data } : {}),
    ...(owner ? { owner } : {}),
  };
}

export function loadAlerts(
  { state, ...filter }: AlertFilter,
  page: { limit: number; cursor: string | null },
  signal: AbortSignal,
): Promise<AlertPage> {
  const asked = { ...filter, ...(state === 'any' ? {} : { state }), ...page };
  return request(AlertPage, '/api/v1/alerts' + queryString(asked), { signal });
}

export function loadAlert(id: string, signal: AbortSignal): Promise<Alert> {
  return request(Alert, apiPath`/alerts/${id}`, { signal });
}

export function loadOwners(id: string, signal: AbortSignal): Promise<AlertOwners> {
  return request(AlertOwners, apiPath`/alerts/${id}/owners`, { signal });
}

export function changeAlert(id: string, change: AlertChange): Promise<Alert> {
  return request(Alert, apiPath`/alerts/${id}`, { method: 'PATCH', body: change });
}
