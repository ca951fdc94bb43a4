import { JobAccepted, Model, ModelDrift, ModelPage, type ModelState } from '@lotscope/api/contract';
import { apiPath, command, queryString, request } from '#lib/api/request.ts';

/** What narrows the list of versions, as the URL spells it. */
export interface ModelFilter {
  readonly family?: string;
  readonly state?: ModelState;
}

export function loadModels(
  filter: ModelFilter,
  page: { limit: number; cursor: string | null },
  signal: AbortSignal,
): Promise<ModelPage> {
  return request(ModelPage, '/api/v1/models' + queryString({ ...filter, ...page }), { signal });
}

export function loadModel(id: string, signal: AbortSignal): Promise<Model> {
  return request(Model, apiPath`/models/${id}`, { signal });
}

/** Makes a version the one that scores; an older one is gone back to in the same way. */
export function promoteModel(id: string, reason: string): Promise<Model> {
  return request(Model, apiPath`/models/${id}/promote`, { method: 'POST', body: { reason } });
}

/** Starts a training of the family; answers the id of its job. */
export async function trainModel(family: string): Promise<string> {
  const job = { name: 'train-model', payload: { family } };
  return (await request(JobAccepted, '/api/v1/jobs', { method: 'POST', body: job })).jobId;
}

/** Ends a job that waits or runs. */
export function cancelJob(jobId: string): Promise<void> {
  return command(apiPath`/jobs/${jobId}/cancel`, { method: 'POST' });
}

/** What is scored now against what the version learned from. */
export function loadDrift(id: string, signal: AbortSignal): Promise<ModelDrift> {
  return request(ModelDrift, apiPath`/models/${id}/drift`, { signal });
}
