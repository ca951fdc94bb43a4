import type { ModelSummary } from '@lotscope/api/contract';
import { loadModels } from './models.ts';
import { familyNames, type FamilyName } from './model-words.ts';

/** Where a family stands: the version that serves, and the newest of all. */
export interface FamilyStanding {
  readonly family: FamilyName;
  readonly champion: ModelSummary | undefined;
  readonly newest: ModelSummary | undefined;
}

const first = { limit: 1, cursor: null };

export function loadStandings(signal: AbortSignal): Promise<FamilyStanding[]> {
  return Promise.all(
    familyNames.map(async (family) => {
      const [champions, all] = await Promise.all([
        loadModels({ family, state: 'champion' }, first, signal),
        loadModels({ family }, first, signal),
      ]);
      return { family, champion: champions.items[0], newest: all.items[0] };
    }),
  );
}
