import type { DatasetName } from '../datasets/index.ts';
import type { Statements } from '../engine/engine.ts';
import { evidenceOf, type EvidenceOfDataset } from './evidence.ts';
import { findItem, findLot, findRecordedDatasets, type PassportLot } from './identity-queries.ts';
import { lotLists, type LotListName, type LotListRow } from './lot-lists.ts';
import { lotRows, type PassportList } from './lot-rows.ts';
import { supplierNames } from './party-names.ts';
import { supersededRows, type SupersededRow } from './superseded.ts';

export interface PassportOptions {
  /** Sites that the reader may see; null: all. */
  readonly sites?: readonly string[] | null | undefined;
  /** Most rows of one list; `total` counts them all. */
  readonly limit?: number | undefined;
  /** The moment at which it is judged whether the lot has expired; default: now. */
  readonly now?: Date | undefined;
}

type RowOf<Find> = Find extends (...parameters: never[]) => Promise<(infer Row)[]> ? Omit<Row, 'hidden'> : never;

/** The lists that come with the passport; the timeline is asked for by itself. */
const shownLists = [
  'operations',
  'approvals',
  'movements',
  'shipments',
  'stock',
  'qc',
  'qcOutside',
  'links',
  'statusHistory',
  'handlingUnits',
  'nonconformances',
  'complaints',
] as const satisfies readonly LotListName[];
type ShownList = (typeof shownLists)[number];

export type Passport = {
  readonly lot: PassportLot;
  readonly item: RowOf<typeof findItem> | null;
  readonly supplier: RowOf<typeof supplierNames> | null;
  readonly evidence: readonly EvidenceOfDataset[];
  readonly superseded: PassportList<SupersededRow>;
} & { readonly [Name in ShownList]: PassportList<LotListRow<Name>> };

/** Everything about one lot; undefined when no row names it. */
export async function passport(
  statements: Statements,
  lotId: string,
  options: PassportOptions = {},
): Promise<Passport | undefined> {
  const [[lot], datasets] = await Promise.all([
    findLot(statements, { lotId, now: options.now ?? new Date() }),
    findRecordedDatasets(statements, { lotId }),
  ]);
  if (!lot) return undefined;
  const recorded = new Set(datasets.map(({ dataset }) => dataset));
  const request = { lotId, sites: options.sites ?? null };
  const span = { limit: options.limit ?? 50, offset: 0 };
  // The longest first: what is asked last is answered by the other sessions while those run.
  const [evidence, lists, superseded, item, supplier] = await Promise.all([
    evidenceOf(statements, lotId, recorded),
    Promise.all(shownLists.map(async (name) => [name, await listOf(statements, name, recorded, request, span)])),
    supersededRows(statements, request, span),
    lot.itemId === null ? [] : findItem(statements, { itemId: lot.itemId }),
    lot.supplierId === null ? [] : supplierNames(statements, { suppliers: [lot.supplierId] }),
  ]);
  const found = Object.fromEntries(lists) as { readonly [Name in ShownList]: PassportList<LotListRow<Name>> };
  return { ...found, lot, item: item[0] ?? null, supplier: supplier[0] ?? null, evidence, superseded };
}

/** The first rows of a list; when none of its datasets names the lot, there is nothing to ask. */
function listOf(
  statements: Statements,
  name: ShownList,
  recorded: ReadonlySet<DatasetName>,
  ...asked: [Parameters<typeof lotRows>[2], Parameters<typeof lotRows>[3]]
): Promise<PassportList<object>> | PassportList<object> {
  const { from } = lotLists[name];
  if (from.length > 0 && !from.some((dataset) => recorded.has(dataset))) return { rows: [], total: 0, withheld: 0 };
  return lotRows(statements, name, ...asked);
}
