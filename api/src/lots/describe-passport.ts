import type { Passport as PassportRows, PassportList } from '@lotscope/sql';
import type { Passport } from '../contract/lots.ts';
import { moneyOf } from './money.ts';
import { timelineOf } from './passport-timeline.ts';

/** The newest status that was set on the whole lot. */
function wholeLotStatus({ statusHistory }: PassportRows): string | null {
  const whole = statusHistory.rows.filter(({ quantity, siteId }) => quantity === null && siteId === null);
  return whole[0]?.status ?? null;
}

function lotOf(rows: PassportRows, currency: string | null): Passport['lot'] {
  const { nodeNo: _n, expiredFrom: _e, retestFrom: _r, knownAt: _k, importId: _i, rowNo: _o, ...lot } = rows.lot;
  const { quantity, unit, unitCost, unitValue, currency: own, origin, ...described } = lot;
  return {
    ...described,
    origin: origin === 'received' || origin === 'made' ? origin : null,
    quantity: { quantity, unit, unknown: quantity === null ? 1 : 0 },
    unitCost: moneyOf(unitCost, own),
    unitValue: moneyOf(unitValue, currency),
    status: wholeLotStatus(rows),
  };
}

function itemOf({ item }: PassportRows): Passport['item'] {
  if (item === null) return null;
  const { standardCost, currency, ...described } = item;
  return { ...described, standardCost: moneyOf(standardCost, currency) };
}

const lists = [
  'statusHistory',
  'qc',
  'operations',
  'links',
  'stock',
  'shipments',
  'movements',
  'handlingUnits',
  'nonconformances',
  'complaints',
  'approvals',
  'superseded',
] as const;

const countOf = (rows: PassportRows, of: (list: PassportList<unknown>) => number): [string, number][] =>
  lists.map((name) => [name, of(rows[name])]);

/** What is known of a lot in the shape of the contract; values are in the base currency. */
export function describePassport(rows: PassportRows, currency: string | null, dataAsOf: string | null): Passport {
  return {
    lot: lotOf(rows, currency),
    item: itemOf(rows),
    supplier: rows.supplier,
    statusHistory: [...rows.statusHistory.rows],
    qc: [...rows.qc.rows],
    operations: rows.operations.rows.map(({ direction, ...operation }) => ({ ...operation, role: direction })),
    stock: rows.stock.rows.map(({ value, ...stock }) => ({ ...stock, value: moneyOf(value, currency) })),
    shipments: [...rows.shipments.rows],
    movements: [...rows.movements.rows],
    nonconformances: rows.nonconformances.rows.map(({ cost, currency: own, ...each }) => ({
      ...each,
      cost: moneyOf(cost, own),
    })),
    links: [...rows.links.rows],
    handlingUnits: [...rows.handlingUnits.rows],
    complaints: rows.complaints.rows.map(({ cost, currency: own, ...each }) => ({ ...each, cost: moneyOf(cost, own) })),
    approvals: [...rows.approvals.rows],
    evidence: [...rows.evidence],
    superseded: [...rows.superseded.rows],
    timeline: timelineOf(rows),
    risks: [],
    cases: [],
    totals: Object.fromEntries(countOf(rows, ({ total }) => total)),
    withheld: countOf(rows, ({ withheld }) => withheld).reduce((sum, [, count]) => sum + count, 0),
    dataAsOf,
  };
}
