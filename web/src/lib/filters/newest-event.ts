import { KpiList } from '@lotscope/api/contract';
import { request } from '#lib/api/request.ts';

let newest: Promise<string | null> | undefined;

/** The newest event in the data, which the named periods are counted back from; asked once, later answers are remembered. */
export function newestEvent(): Promise<string | null> {
  newest ??= request(KpiList, '/api/v1/kpis?compare=none').then(
    (list) => list.newestEvent,
    (error: unknown) => {
      newest = undefined;
      throw error;
    },
  );
  return newest;
}

/** An import moves the newest event on; the next named period starts from it. */
export function rememberNewestEvent(event: string | null): void {
  newest = Promise.resolve(event);
}
