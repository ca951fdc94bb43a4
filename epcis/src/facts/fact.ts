/** The datasets of the product (their specs are in `sql/src/datasets`) that events speak of. */
export type FactDataset =
  | 'lots'
  | 'lot_links'
  | 'lot_status'
  | 'handling_units'
  | 'operations'
  | 'operation_inputs'
  | 'operation_outputs'
  | 'process_readings'
  | 'qc_results'
  | 'installations'
  | 'movements'
  | 'stock_counts'
  | 'condition_readings'
  | 'shipments'
  | 'allocations';

export type Row = Readonly<Record<string, string | number | boolean>>;

/** One row of a dataset; what no event says is left out. A row with `deleted` takes back what events said that did not happen. */
export interface Fact {
  readonly dataset: FactDataset;
  readonly row: Row;
}

/** Something that an event says and no row can hold, so that it is counted as a gap instead of being lost. */
export interface Unplaced {
  readonly eventID: string;
  readonly reason:
    | 'item without a lot'
    | 'contents of the container not known'
    | 'quantity not known'
    | 'neither customer nor quantity known'
    | 'parent not known'
    | 'place not known'
    | 'date not readable';
  /** Canonical identifier, or the text, that it is about. */
  readonly about: string;
}

export interface Facts {
  readonly facts: readonly Fact[];
  readonly unplaced: readonly Unplaced[];
}

export interface FactOptions {
  /**
   * Whether a party or site (canonical identifier) is ours: true, false, or undefined where nobody knows. It tells deliveries to
   * customers from transfers between our sites, and what others shipped on from what left us (D15).
   */
  readonly isOurs?: (id: string) => boolean | undefined;
}

/** The columns that are known: undefined ones are left out. */
export function known(columns: Readonly<Record<string, string | number | boolean | undefined>>): Row {
  const row: Record<string, string | number | boolean> = {};
  for (const [name, value] of Object.entries(columns)) if (value !== undefined) row[name] = value;
  return row;
}
