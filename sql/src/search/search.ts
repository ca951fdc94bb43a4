import type { Statements } from '../engine/engine.ts';
import { itemNames } from '../passport/party-names.ts';
import { visibleSites } from '../query/columns.ts';
import { foldText } from './folded-text.ts';
import { searchKinds, type SearchKind } from './search-kind.ts';
import { countWithheldTerms, findTerms, firstLots, leadingKinds, type FoundTerm } from './search-terms.ts';

export interface SearchRequest {
  readonly q: string;
  /** All kinds when left out. */
  readonly kinds?: readonly SearchKind[] | undefined;
  /** Sites that the reader may see; null: all. Things without a site are shown to everybody. */
  readonly sites: readonly string[] | null;
  readonly limit: number;
}

export interface SearchHit {
  readonly kind: SearchKind;
  readonly id: string;
  readonly label: string;
  readonly match: 'exact' | 'prefix' | 'substring';
  readonly item: { readonly itemId: string; readonly name: string | null } | null;
  readonly siteId: string | null;
  /** Of a supplier lot: whose number it is. */
  readonly supplierId: string | null;
  /** Lots it leads to, the first few. */
  readonly lots: readonly string[];
}

export interface SearchAnswer {
  readonly items: readonly SearchHit[];
  readonly more: boolean;
  /** Matches of other sites; at most `withheldLimit` are counted. */
  readonly withheld: number;
}

const withheldLimit = 1000;

/** A lot is found by its id, its number and its traceability lot code, each as it is written and folded. */
const TERMS_OF_A_THING = 6;

/** Parts of a text as short as this are indexed. Shorter ones are in most numbers: in those, only beginnings are looked for. */
const indexedPart = 3;
const namedKinds: ReadonlySet<SearchKind> = new Set(['customer', 'supplier', 'item']);

type Match = SearchHit['match'];
const ranks: readonly Match[] = ['exact', 'prefix', 'substring'];

/**
 * Finds things by the beginning or any part of their text, without regard to case and accents; best first: exact, prefix, substring; then
 * what is spelled as typed; then by kind, then by text.
 */
export async function search(statements: Statements, request: SearchRequest): Promise<SearchAnswer> {
  const typed = foldText(request.q.trim());
  if (typed === '') return { items: [], more: false, withheld: 0 };
  const kinds = [...(request.kinds ?? searchKinds)];
  const parameters = {
    text: typed,
    pattern: `%${typed.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`,
    kinds,
    ...visibleSites(request.sites),
    // Replaced rows count until they are merged away.
    limit: (request.limit + 1) * (TERMS_OF_A_THING + 2),
  };
  const [exact, prefixed] = await Promise.all([
    findTerms(statements, { ...parameters, match: 'exact', order: 'by text' }),
    findTerms(statements, { ...parameters, match: 'prefix', order: 'by text' }),
  ]);
  const found = [...exact, ...prefixed];
  const anywhere = typed.length < indexedPart ? kinds.filter((kind) => namedKinds.has(kind)) : kinds;
  if (distinct(found, typed, request.q).length <= request.limit && anywhere.length > 0)
    found.push(
      ...(await findTerms(statements, { ...parameters, kinds: anywhere, match: 'substring', order: 'as stored' })),
    );
  const matches = distinct(found, typed, request.q);
  const shown = matches.slice(0, request.limit);
  return {
    items: await describe(statements, shown),
    more: matches.length > request.limit,
    withheld: request.sites === null ? 0 : await countWithheld(statements, { ...parameters, sites: request.sites }),
  };
}

interface Ranked extends FoundTerm {
  readonly match: Match;
  /** Whether it is found only because accents are folded. */
  readonly folded: boolean;
}

function distinct(found: readonly FoundTerm[], typed: string, q: string): Ranked[] {
  const spelled = q.trim().toLowerCase();
  const best = new Map<string, Ranked>();
  for (const term of found) {
    const match: Match = term.term === typed ? 'exact' : term.term.startsWith(typed) ? 'prefix' : 'substring';
    const key = JSON.stringify([term.kind, term.id, term.partyId]);
    const known = best.get(key);
    if (!known || ranks.indexOf(match) < ranks.indexOf(known.match))
      best.set(key, { ...term, match, folded: isFolded(term, spelled) });
  }
  return [...best.values()].sort(
    (a, b) =>
      ranks.indexOf(a.match) - ranks.indexOf(b.match) ||
      Number(a.folded) - Number(b.folded) ||
      searchKinds.indexOf(a.kind) - searchKinds.indexOf(b.kind) ||
      a.term.length - b.term.length ||
      (a.term < b.term ? -1 : Number(a.term > b.term)),
  );
}

/** Whether what was typed is in none of the texts that the term was made of, accents and all. */
function isFolded({ term, id, label }: FoundTerm, spelled: string): boolean {
  const origins = [id, label].filter((text) => foldText(text) === term);
  return origins.length > 0 && !origins.some((text) => text.toLowerCase().includes(spelled));
}

async function describe(statements: Statements, shown: readonly Ranked[]): Promise<SearchHit[]> {
  const items = [...new Set(shown.flatMap(({ itemId }) => itemId ?? []))];
  const [names, ...lots] = await Promise.all([
    items.length === 0 ? [] : itemNames(statements, { items }),
    ...leadingKinds.map((kind) => lotsOfKind(statements, kind, shown)),
  ]);
  const nameOf = new Map(names.map(({ itemId, name }) => [itemId, name]));
  const lotsOf = new Map(lots.flat());
  return shown.map(({ kind, id, label, match, itemId, siteId, partyId, lots: own }) => ({
    kind,
    id,
    label,
    match,
    item: itemId === null ? null : { itemId, name: nameOf.get(itemId) ?? null },
    siteId,
    supplierId: kind === 'supplierLot' ? partyId : null,
    lots: kind === 'lot' || kind === 'serial' ? [id] : (lotsOf.get(`${kind} ${id}`) ?? own),
  }));
}

/** First lots by kind and id. Nothing is asked for kinds that were not found: a statement costs more than its rows. */
async function lotsOfKind(
  statements: Statements,
  kind: (typeof leadingKinds)[number],
  shown: readonly Ranked[],
): Promise<[string, readonly string[]][]> {
  const ids = shown.filter((term) => term.kind === kind).map((term) => term.id);
  if (ids.length === 0) return [];
  const rows = await firstLots(statements, { kind, ids });
  return rows.map(({ id, lots }) => [`${kind} ${id}`, lots]);
}

async function countWithheld(
  statements: Statements,
  request: { pattern: string; kinds: SearchKind[]; sites: readonly string[] },
): Promise<number> {
  const { pattern, kinds, sites } = request;
  const [counted] = await countWithheldTerms(statements, { pattern, kinds, sites: [...sites], limit: withheldLimit });
  return counted?.withheld ?? 0;
}
