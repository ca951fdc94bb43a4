export const gapKinds = [
  'orphan',
  'missing-parents',
  'unknown-reference',
  'mass-balance',
  'time-travel',
  'blank-field',
  'unknown-unit',
  'unclear-disposition',
  'stock-drift',
  'late-capture',
  'manual-capture',
  'corrected-capture',
] as const;
export type GapKind = (typeof gapKinds)[number];

export interface GapDefinition {
  readonly label: string;
  /** What is examined. */
  readonly of: string;
  /** Part of the completeness score. */
  readonly weight: number;
}

/** What each kind of gap means and how much it weighs in the score; the weights add up to 100. */
export const gapDefinitions: Readonly<Record<GapKind, GapDefinition>> = {
  orphan: { label: 'Orphans', of: 'lots that were made', weight: 15 },
  'missing-parents': {
    label: 'Missing parents',
    of: 'lots that were made, and components that operations needed by their bill of material',
    weight: 25,
  },
  'unknown-reference': {
    label: 'Unknown references',
    of: 'lots, operations, items, suppliers, customers and sites that rows name',
    weight: 15,
  },
  'mass-balance': { label: 'Mass balance', of: 'lots with a quantity, and operations in one unit of mass', weight: 10 },
  'time-travel': { label: 'Used before received', of: 'uses and shipments with a time, of lots with one', weight: 10 },
  'blank-field': { label: 'Blank key data', of: 'lots, links, inputs, outputs, operations and shipments', weight: 12 },
  'unknown-unit': { label: 'Units without conversion', of: 'rows with a unit', weight: 2 },
  'unclear-disposition': { label: 'Unclear dispositions', of: 'nonconformances with a disposition', weight: 1 },
  'stock-drift': { label: 'Stock drift', of: 'physical counts', weight: 5 },
  'late-capture': { label: 'Late capture', of: 'rows with a time and a time of recording', weight: 2.5 },
  'manual-capture': { label: 'Manual capture', of: 'rows that say how they were captured', weight: 1.5 },
  'corrected-capture': { label: 'Corrected capture', of: 'rows that say how they were captured', weight: 1 },
};

export const scoreFormula =
  '100 × weighted mean, over the kinds of gaps with anything to examine, of the share of examined things without such a gap. Weights: ' +
  gapKinds.map((kind) => `${gapDefinitions[kind].label} ${String(gapDefinitions[kind].weight)}`).join(', ') +
  '.';
