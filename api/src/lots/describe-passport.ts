import type { Passport as PassportRows, PassportList } from '@lotscope/sql';
import type { Passport } from '../contract/lots.ts';
import { writeOffset } from '../paging/offset-cursor.ts';
import { describeLotRow } from './describe-lot-rows.ts';
import { moneyOf } from './money.ts';

function lotOf({ lot: found }: PassportRows, currency: string | null): Passport['lot'] {
  const { nodeNo: _n, expiredFrom: _e, retestFrom: _r, knownAt: _k, importId: _i, rowNo: _o, ...lot } = found;
  const { quantity, unit, unitCost, unitValue, currency: own, origin, ...described } = lot;
  return {
    ...described,
    origin: origin === 'received' || origin === 'made' ? origin : null,
    quantity: { quantity, unit, unknown: quantity === null ? 1 : 0 },
    unitCost: moneyOf(unitCost, own),
    unitValue: moneyOf(unitValue, currency),
  };
}

function itemOf({ item }: PassportRows): Passport['item'] {
  if (item === null) return null;
  const { standardCost, currency, ...described } = item;
  return { ...described, standardCost: moneyOf(standardCost, currency) };
}

/** The page of a list that begins at an offset. */
export function pageOfList<Row, Item>(
  { rows, total, withheld }: PassportList<Row>,
  offset: number,
  describe: (row: Row) => Item,
): { items: Item[]; total: number; withheld: number; nextCursor: string | null } {
  const next = offset + rows.length;
  const more = rows.length > 0 && next < total - withheld;
  return { items: rows.map(describe), total, withheld, nextCursor: more ? writeOffset(next) : null };
}

/** What is known of a lot in the shape of the contract; values are in the base currency. */
export function describePassport(rows: PassportRows, currency: string | null, dataAsOf: string | null): Passport {
  const first = <Row, Item>(list: PassportList<Row>, describe: (row: Row, currency: string | null) => Item) =>
    pageOfList(list, 0, (row) => describe(row, currency));
  const lists = {
    statusHistory: first(rows.statusHistory, describeLotRow.statusHistory),
    qc: first(rows.qc, describeLotRow.qc),
    operations: first(rows.operations, describeLotRow.operations),
    stock: first(rows.stock, describeLotRow.stock),
    shipments: first(rows.shipments, describeLotRow.shipments),
    movements: first(rows.movements, describeLotRow.movements),
    nonconformances: first(rows.nonconformances, describeLotRow.nonconformances),
    links: first(rows.links, describeLotRow.links),
    handlingUnits: first(rows.handlingUnits, describeLotRow.handlingUnits),
    complaints: first(rows.complaints, describeLotRow.complaints),
    approvals: first(rows.approvals, describeLotRow.approvals),
    superseded: first(rows.superseded, describeLotRow.superseded),
  };
  return {
    ...lists,
    qcOutside: first(rows.qcOutside, describeLotRow.qcOutside),
    lot: lotOf(rows, currency),
    item: itemOf(rows),
    supplier: rows.supplier,
    evidence: [...rows.evidence],
    risks: [],
    cases: [],
    withheld: Object.values(lists).reduce((sum, { withheld }) => sum + withheld, 0),
    dataAsOf,
  };
}
