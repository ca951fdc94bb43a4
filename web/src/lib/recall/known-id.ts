import { SearchResult, type SearchKind } from '@lotscope/api/contract';
import { queryString, request } from '#lib/api/request.ts';
import { searchKinds } from '#lib/vocabulary/search-kinds.ts';

/** The id that a typed text is: itself, the only one that is spelled nearly so (case, accents), or none: then why. */
export async function knownId(kind: SearchKind, typed: string): Promise<{ id: string } | { fault: string }> {
  const q = typed.trim();
  const { items } = await request(SearchResult, '/api/v1/search' + queryString({ q, kind, limit: 20 }));
  const exact = items.filter(({ match }) => match === 'exact').map(({ id }) => id);
  if (exact.includes(q)) return { id: q };
  const [only] = exact;
  if (only !== undefined && new Set(exact).size === 1) return { id: only };
  const word = searchKinds[kind].label.toLowerCase();
  const near = items.slice(0, 3).map(({ id }) => id);
  return { fault: `No ${word} is called “${q}”.${near.length > 0 ? ` There is ${near.join(', ')}.` : ''}` };
}
