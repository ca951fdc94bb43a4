import type { LotListName as StoredListName, LotListRow as StoredRow, SupersededRow } from '@lotscope/sql';
import type { LotListName, LotListRow } from '../contract/lot-rows.ts';
import { moneyOf } from './money.ts';

type Stored<Name extends LotListName> = Name extends StoredListName ? StoredRow<Name> : SupersededRow;
type Describe<Name extends LotListName> = (row: Stored<Name>, currency: string | null) => LotListRow<Name>;

const asStored = <Row>(row: Row): Row => row;

const withCost = <Row extends { cost: number | null; currency: string | null }>({ cost, currency, ...row }: Row) => ({
  ...row,
  cost: moneyOf(cost, currency),
});

/** How the rows of each list are said in the contract; values are in the base currency, costs in their own. */
export const describeLotRow: { readonly [Name in LotListName]: Describe<Name> } = {
  statusHistory: asStored,
  qc: asStored,
  qcOutside: asStored,
  operations: ({ direction, ...operation }) => ({ ...operation, role: direction }),
  stock: ({ value, ...stock }, currency) => ({ ...stock, value: moneyOf(value, currency) }),
  shipments: asStored,
  movements: asStored,
  nonconformances: withCost,
  links: asStored,
  handlingUnits: asStored,
  complaints: withCost,
  approvals: asStored,
  superseded: asStored,
  timeline: asStored,
};
