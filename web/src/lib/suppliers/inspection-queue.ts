import { InspectionBudget, InspectionQueue, type InspectionBudgetChange } from '@lotscope/api/contract';
import { queryString, request } from '#lib/api/request.ts';

/** Which queue is shown; without a week, that of today. */
export interface QueueQuestion {
  readonly week: string | undefined;
  readonly site: string | undefined;
}

export function loadQueue({ week, site }: QueueQuestion, signal: AbortSignal): Promise<InspectionQueue> {
  return request(InspectionQueue, '/api/v1/inspection-queue' + queryString({ week, site }), { signal });
}

/** The queue as a file. */
export function queueCsv(question: QueueQuestion): string {
  return '/api/v1/inspection-queue.csv' + queryString({ ...question });
}

export function changeBudget(change: InspectionBudgetChange): Promise<InspectionBudget> {
  return request(InspectionBudget, '/api/v1/inspection-queue/budget', { method: 'PUT', body: change });
}
