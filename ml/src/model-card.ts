/** A figure with its 95 % interval; null: cannot be told from this data. */
export interface Estimate {
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

/** One metric of the model beside what simple rules reach on the same rows. */
export interface CardMetric {
  readonly name: string;
  readonly label: string;
  readonly betterWhen: 'up' | 'down';
  readonly model: Estimate;
  readonly baselines: readonly {
    readonly name: string;
    readonly value: Estimate;
    /** Model less baseline, paired. */
    readonly difference: Estimate;
  }[];
}

/** Rows whose prediction lay between `from` and `to`: what was predicted for them on average, and what came. */
export interface CalibrationBin {
  readonly from: number;
  readonly to: number;
  readonly predicted: number;
  readonly observed: number;
  readonly count: number;
}

/** What anybody should know of a model before they act on it. Plain JSON. */
export interface ModelCard {
  readonly family: string;
  /** One sentence for people. */
  readonly verdict: string;
  readonly trainedOn: {
    /** ISO 8601. */
    readonly from: string;
    readonly to: string;
    readonly rows: number;
    /** Labels that are positive, and that are known; for families without labels both are null. */
    readonly positives: number | null;
    readonly labelled: number | null;
    /** SHA-256 of the data. */
    readonly hash: string;
  };
  /** How the metrics were measured: cut-offs, embargo, grouping. */
  readonly protocol: string;
  readonly features: readonly { readonly name: string; readonly meaning: string }[];
  readonly metrics: readonly CardMetric[];
  readonly calibration: readonly CalibrationBin[];
  readonly segments: readonly {
    readonly name: string;
    readonly count: number;
    readonly metric: string;
    readonly value: number | null;
  }[];
  /** What it cannot do, in sentences. */
  readonly limits: readonly string[];
  /** How each feature was distributed in the training data, for drift: deciles for people, bins (see `DriftReference`) for the comparison. */
  readonly drift: readonly {
    readonly feature: string;
    readonly deciles: readonly number[];
    readonly missing: number;
    readonly reference: { readonly cuts: readonly number[]; readonly counts: readonly number[] };
  }[];
  readonly seed: number;
  readonly backend: string;
  readonly milliseconds: number;
}
