/** The numbers behind a chart, as its table view and its CSV show them. */
export interface ChartRows {
  readonly columns: ReadonlyArray<{ readonly label: string; readonly numeric: boolean }>;
  readonly rows: ReadonlyArray<ReadonlyArray<string | number | null>>;
  /** What each row is called when it is chosen, by row; null: it leads nowhere. */
  readonly keys?: ReadonlyArray<string | null>;
}
