export interface Step {
  /** Name of its file in `steps/`. */
  readonly name: string;
  /** It only has something to do when some lots do not say how much of them was made or received. */
  readonly forUnmeasured?: boolean;
  /** What it derives is read by others too, so that it is due although no lot is touched. */
  readonly always?: boolean;
}

/** How the disposition is derived, in order: facts, records of each lot, double entries, balances, rows. */
export const steps: readonly Step[] = [
  { name: 'derive-unit-factors', always: true },
  { name: 'number-lots' },
  { name: 'sum-outputs', forUnmeasured: true },
  { name: 'record-movements' },
  { name: 'sum-receipts', forUnmeasured: true },
  { name: 'sum-link-children', forUnmeasured: true },
  { name: 'build-facts' },
  { name: 'build-unknown-facts' },
  { name: 'record-counts' },
  { name: 'gather-serials' },
  { name: 'find-serial-flows' },
  { name: 'choose-detailed-lots' },
  { name: 'record-consumption' },
  { name: 'record-serials' },
  { name: 'record-shipments' },
  { name: 'record-scrap-reports' },
  { name: 'convert-records' },
  { name: 'find-plain-lots' },
  { name: 'sum-plain-lots' },
  { name: 'post-consumption' },
  { name: 'post-shipping' },
  { name: 'post-stock' },
  { name: 'post-assumed-stock' },
  { name: 'post-scrap' },
  { name: 'post-complaints' },
  { name: 'write-consumption' },
  { name: 'sum-entries' },
  { name: 'sum-counted-entries' },
  { name: 'settle' },
  { name: 'settle-parties' },
  { name: 'order-statuses' },
  { name: 'write-stock' },
  { name: 'write-flows' },
  { name: 'write-receivers' },
  { name: 'write-unknown' },
];

/** Emptied before and after a refresh. */
export const workTables = [
  'disposition_touched',
  'disposition_unit_factors',
  'disposition_rates',
  'disposition_lot_codes',
  'disposition_made',
  'disposition_serials',
  'disposition_serial_flows',
  'disposition_detailed',
  'disposition_records',
  'disposition_converted',
  'disposition_plain',
  'disposition_entries',
  'disposition_sums',
  'disposition_balances',
  'disposition_statuses',
  'lot_facts_build',
  'lot_disposition_build',
] as const;
