import { lotListRows } from '../contract/lot-rows.ts';
import type { LotListName, LotListRow } from '../contract/lot-rows.ts';
import { Money } from '../contract/quantities.ts';
import type { CsvColumns } from '../csv/csv.ts';

type AnyRow = LotListRow<LotListName>;
type Cell = ReturnType<CsvColumns<AnyRow>[string]>;

const valueOf = (row: AnyRow, name: string): unknown => (row as Readonly<Record<string, unknown>>)[name];

function cellOf(value: unknown): Cell {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  return JSON.stringify(value);
}

/** The columns of a list as CSV: those of its contract, money as an amount and its currency, the values of an earlier row as JSON. */
export function lotRowColumns(list: LotListName): CsvColumns<AnyRow> {
  const columns = Object.entries(lotListRows[list].shape).flatMap(
    ([name, schema]): [string, (row: AnyRow) => Cell][] => {
      if (schema !== Money) return [[name, (row) => cellOf(valueOf(row, name))]];
      const moneyOf = (row: AnyRow) => valueOf(row, name) as Money;
      return [
        [name, (row) => moneyOf(row).amount],
        [`${name}Currency`, (row) => moneyOf(row).currency],
      ];
    },
  );
  return Object.fromEntries(columns);
}
