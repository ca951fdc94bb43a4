/** A matter that a named role should act on. The severity of each is between 0 and 1. */
interface AlertKindDefinition {
  readonly label: string;
  /** What the severity measures. */
  readonly severity: string;
  /** A closed alert opens again when the severity has risen by this much since it was closed. */
  readonly reopensAt: number;
  /** Roles of the people who act on it. */
  readonly acting: readonly ('supplier-quality' | 'recall' | 'planner')[];
}

const kind = (definition: AlertKindDefinition) => definition;

/** Every kind of alert of the product. */
export const alertKinds = {
  'supplier-lot-risk': kind({
    label: 'Supplier lot likely to deviate',
    severity: 'Probability that the lot deviates',
    reopensAt: 0.1,
    acting: ['supplier-quality', 'recall'],
  }),
  'expiry-risk': kind({
    label: 'Stock likely to expire',
    severity: 'Share of the stock that is expected to expire',
    reopensAt: 0.1,
    acting: ['planner'],
  }),
  'model-drift': kind({
    label: 'Data have moved away from what a model learned',
    severity: 'Share of the features that have moved beyond chance',
    reopensAt: 0.1,
    acting: ['supplier-quality', 'planner'],
  }),
  'training-failed': kind({
    label: 'A training failed',
    severity: 'Share of the last ten trainings of the family that failed',
    reopensAt: 0.1,
    acting: ['supplier-quality', 'planner'],
  }),
} as const;

export type AlertKind = keyof typeof alertKinds;
