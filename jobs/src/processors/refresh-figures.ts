import { refreshExposures, refreshGaps, refreshKpis, refreshLotExposures, refreshReceivedLots } from '@lotscope/sql';
import type { Engine, ScopeExposure } from '@lotscope/sql';
import type { Genealogy } from '@lotscope/sql/genealogy';
import type { Pool } from 'pg';
import { DerivationDue } from '../imports/derivation-due.ts';
import { withLock } from '../imports/pg-lock.ts';
import { processor } from '../worker/processor.ts';

/** What a recall of some lots would put at stake, from the same scope that people see. */
async function exposureOf(genealogy: Genealogy, lots: readonly string[]): Promise<ScopeExposure> {
  const { totals } = await genealogy.scope({ roots: lots });
  const { amount, unknown } = totals.exposure;
  return { value: amount, unvalued: unknown, lots: totals.lots, customers: totals.customers };
}

/**
 * Derives what is counted over all the data: gaps, KPIs, the recall exposure of each supplier lot. It runs behind the
 * imports, so that none waits for it; of several that are due, the first does the work of all.
 */
export function refreshFigures({ engine, genealogy, pool }: { engine: Engine; genealogy: Genealogy; pool: Pool }) {
  const figures = new DerivationDue(pool, 'figures');
  return processor('refresh-figures', async ({ always }, { signal, progress }) => {
    const waiting = () => progress({ stage: 'waiting', done: 0, total: 0 });
    return withLock(pool, 'figures', signal, waiting, async () => {
      const due = await figures.due();
      if (due === null && !always) return { refreshed: false };
      const options = { signal, onProgress: progress };
      try {
        await refreshGaps(engine, options);
        await refreshKpis(engine, options);
        await refreshReceivedLots(engine, options);
        progress({ stage: 'exposures', done: 0, total: 0 });
        await genealogy.refresh();
        const scopeOf = (lots: readonly string[]) => exposureOf(genealogy, lots);
        await refreshExposures(engine, scopeOf, { signal });
        await refreshLotExposures(engine, scopeOf, { signal });
      } finally {
        await figures.changed();
      }
      if (due !== null) await figures.reached(due);
      return { refreshed: true };
    });
  });
}
