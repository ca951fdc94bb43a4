import type { DatasetName } from '../datasets/index.ts';
import type { Statements } from '../engine/engine.ts';
import { visibleSites } from '../query/columns.ts';
import type { Query } from '../query/define-query.ts';
import { evidenceOf, type EvidenceOfDataset } from './evidence.ts';
import {
  findLotComplaints,
  findLotHandlingUnits,
  findLotMovements,
  findLotShipments,
  findLotStock,
} from './flow-queries.ts';
import { findItem, findLot, findRecordedDatasets, findStatusHistory, type PassportLot } from './identity-queries.ts';
import { supplierNames } from './party-names.ts';
import {
  findLotApprovals,
  findLotLinks,
  findLotNonconformances,
  findLotOperations,
  findQcResults,
} from './production-queries.ts';
import { supersededRows, type SupersededRows } from './superseded.ts';

export interface PassportOptions {
  /** Sites that the reader may see; null: all. */
  readonly sites?: readonly string[] | null | undefined;
  /** Most rows of one list, newest first; `total` counts them all. */
  readonly limit?: number | undefined;
  /** The moment at which it is judged whether the lot has expired; default: now. */
  readonly now?: Date | undefined;
}

/** A list of the passport: its newest rows, how many there are, and how many of other sites were left out. */
export interface PassportList<Row> {
  readonly rows: readonly Row[];
  readonly total: number;
  readonly withheld: number;
}

type RowOf<Find> = Find extends (...parameters: never[]) => Promise<(infer Row)[]> ? Omit<Row, 'hidden'> : never;
type ListOf<Find> = PassportList<RowOf<Find>>;

export interface Passport {
  readonly lot: PassportLot;
  readonly item: RowOf<typeof findItem> | null;
  readonly supplier: RowOf<typeof supplierNames> | null;
  readonly statusHistory: ListOf<typeof findStatusHistory>;
  readonly qc: ListOf<typeof findQcResults>;
  readonly operations: ListOf<typeof findLotOperations>;
  readonly links: ListOf<typeof findLotLinks>;
  readonly stock: ListOf<typeof findLotStock>;
  readonly shipments: ListOf<typeof findLotShipments>;
  readonly movements: ListOf<typeof findLotMovements>;
  readonly handlingUnits: ListOf<typeof findLotHandlingUnits>;
  readonly nonconformances: ListOf<typeof findLotNonconformances>;
  readonly complaints: ListOf<typeof findLotComplaints>;
  readonly approvals: ListOf<typeof findLotApprovals>;
  readonly evidence: readonly EvidenceOfDataset[];
  readonly superseded: SupersededRows;
}

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
  const ofLot = { lotId, limit: options.limit ?? 500 };
  const ofSites = { ...ofLot, ...visibleSites(options.sites ?? null) };
  /** The rows of some datasets; when none of those names the lot, there is nothing to ask. */
  const list = async <P, Row extends object>(from: readonly DatasetName[], find: Query<P, Row>, parameters: P) =>
    from.some((dataset) => recorded.has(dataset))
      ? listed(statements, find, parameters, ofLot.limit)
      : { rows: [], total: 0, withheld: 0 };
  // The longest first: what is asked last is answered by the other sessions while those run.
  const [
    evidence,
    operations,
    approvals,
    movements,
    shipments,
    stock,
    qc,
    links,
    statusHistory,
    handlingUnits,
    nonconformances,
    complaints,
    superseded,
    item,
    supplier,
  ] = await Promise.all([
    evidenceOf(statements, lotId, recorded),
    list(['operation_inputs', 'operation_outputs'], findLotOperations, ofSites),
    list(['approvals', 'operation_outputs'], findLotApprovals, ofLot),
    list(['movements'], findLotMovements, ofSites),
    list(['shipments'], findLotShipments, ofSites),
    listed(statements, findLotStock, { ...ofSites, nodeNo: lot.nodeNo }, ofLot.limit),
    list(['qc_results'], findQcResults, ofLot),
    list(['lot_links'], findLotLinks, ofSites),
    list(['lot_status'], findStatusHistory, ofSites),
    list(['handling_units'], findLotHandlingUnits, ofLot),
    list(['nonconformances'], findLotNonconformances, ofLot),
    list(['complaints'], findLotComplaints, ofLot),
    supersededRows(statements, lotId, { sites: options.sites ?? null, limit: ofLot.limit }),
    lot.itemId === null ? [] : findItem(statements, { itemId: lot.itemId }),
    lot.supplierId === null ? [] : supplierNames(statements, { suppliers: [lot.supplierId] }),
  ]);
  return {
    lot,
    item: item[0] ?? null,
    supplier: supplier[0] ?? null,
    statusHistory,
    qc,
    operations,
    links,
    stock,
    shipments,
    movements,
    handlingUnits,
    nonconformances,
    complaints,
    approvals,
    evidence,
    superseded,
  };
}

async function listed<P, Row extends object>(
  statements: Statements,
  find: Query<P, Row>,
  parameters: P,
  limit: number,
): Promise<PassportList<Omit<Row, 'hidden'>>> {
  const found = await find(statements, parameters);
  const rows = found.filter((row) => !('hidden' in row && row.hidden === true)).map(withoutHidden);
  // Only a full list can have more rows than it shows.
  if (found.length < limit) return { rows, total: found.length, withheld: found.length - rows.length };
  const { total, hidden } = await find.count(statements, { ...parameters, limit: 0xffff_ffff });
  return { rows, total, withheld: hidden };
}

function withoutHidden<Row extends object>(row: Row): Omit<Row, 'hidden'> {
  const { hidden: _, ...shown } = row as Row & { hidden?: unknown };
  return shown as Omit<Row, 'hidden'>;
}
