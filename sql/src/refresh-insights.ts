import type { RefreshOptions } from './disposition/index.ts';
import type { Engine } from './engine/engine.ts';
import { refreshGaps } from './gaps/index.ts';
import { refreshKpis } from './kpis/index.ts';
import { refreshReceivedLots } from './risk/index.ts';
import { refreshSearch } from './search/index.ts';

/** Derives again what is shown besides the disposition. After `refreshDisposition`, on whose tables it builds. */
export async function refreshInsights(engine: Engine, importId?: string, options: RefreshOptions = {}): Promise<void> {
  await refreshSearch(engine, importId, options);
  await refreshGaps(engine, options);
  await refreshKpis(engine, options);
  await refreshReceivedLots(engine, options);
}
