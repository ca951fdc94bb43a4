import { Bucket, type ScopePlace } from '@lotscope/api/contract';
import { bucketOrder, buckets } from '#lib/vocabulary/buckets.ts';
import type { RowsFilter } from './scope-rows.ts';

export interface SiteRow {
  /** The site, or the bucket of what is at none of ours: what its rows are asked by. */
  readonly key: string;
  /** Null: at no site of ours, or nobody knows where. */
  readonly siteId: string | null;
  readonly label: string;
  readonly latitude: number | null;
  readonly longitude: number | null;
  /** Lots by place; a lot in two places of a site is in both. */
  readonly lots: number;
  readonly exposure: number | null;
  /** Rows that could not be valued. */
  readonly unknown: number;
  readonly byBucket: ReadonlyMap<Bucket, number>;
}

/** The places of a scope by site, the most money first; unknown money stays unknown, what is used up or scrapped is nowhere. */
export function placesBySite(places: readonly ScopePlace[]): SiteRow[] {
  const there = places.filter(({ bucket }) => buckets[bucket].reach !== 'gone');
  const sites = Map.groupBy(there, keyOf);
  const rows = [...sites.values()].map(siteRow);
  return rows.sort((a, b) => (b.exposure ?? -1) - (a.exposure ?? -1) || b.lots - a.lots);
}

const noSite = 'bucket:';
const keyOf = ({ siteId, bucket }: ScopePlace): string => (siteId === null ? noSite + bucket : `site:${siteId}`);

/** One bucket of a site: what a segment of its bar is called. */
export const segmentKey = (key: string, bucket: Bucket): string => `${bucket} ${key}`;

/** The rows of a site, or of one bucket of it, by the name of what was chosen; nothing when no site is called so. */
export function chosenStock(rows: readonly SiteRow[], name: string): RowsFilter | undefined {
  const whole = rows.find(({ key }) => key === name);
  if (whole) return stockOf(whole);
  const [first = ''] = name.split(' ', 1);
  const site = rows.find(({ key }) => key === name.slice(first.length + 1));
  const bucket = Bucket.safeParse(first).data;
  return site && bucket && { ...stockOf(site), bucket };
}

/** What the stock of a row is asked by: its site, or its bucket and that it is at no site; consumed and scrapped units are in neither. */
export function stockOf({ key, siteId }: Pick<SiteRow, 'key' | 'siteId'>): RowsFilter {
  if (siteId !== null) return { siteId, bucket: 'terminal' };
  return { noSite: 'true', bucket: Bucket.parse(key.slice(noSite.length)) };
}

/** Where a quantity is that is at no site of ours. */
function elsewhere({ bucket }: ScopePlace): string {
  const { label, reach } = buckets[bucket];
  if (reach === 'out') return bucket === 'delivered' ? 'With customers' : 'On the way to customers';
  return reach === 'unknown' ? 'Place unknown' : `${label}, site unknown`;
}

function siteRow(places: readonly ScopePlace[]): SiteRow {
  const [first] = places;
  const known = places.filter((place) => place.exposure.amount !== null);
  const byBucket = new Map<Bucket, number>();
  for (const { bucket, exposure } of known) byBucket.set(bucket, (byBucket.get(bucket) ?? 0) + (exposure.amount ?? 0));
  const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
  return {
    key: first ? keyOf(first) : '',
    siteId: first?.siteId ?? null,
    label: first?.siteName ?? first?.siteId ?? (first ? elsewhere(first) : ''),
    latitude: first?.latitude ?? null,
    longitude: first?.longitude ?? null,
    lots: sum(places.map((place) => place.lots)),
    exposure: known.length === 0 ? null : sum(known.map((place) => place.exposure.amount ?? 0)),
    unknown: sum(places.map((place) => place.exposure.unknown)),
    byBucket,
  };
}

/** The buckets that hold money somewhere, in the order of the vocabulary. */
export function bucketsWithMoney(rows: readonly SiteRow[]): Bucket[] {
  return bucketOrder.filter((bucket) => rows.some((row) => (row.byBucket.get(bucket) ?? 0) > 0));
}
