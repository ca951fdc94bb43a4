import type { Estimate, ModelCard } from '@lotscope/api/contract';

/** A measure of a model beside one simple rule; a measure that was compared with none has a row of its own. */
export interface ComparedRow {
  readonly label: string;
  readonly betterWhen: 'up' | 'down';
  readonly model: Estimate;
  /** The first row of its measure. */
  readonly first: boolean;
  readonly baseline: string | undefined;
  readonly value: Estimate | undefined;
  readonly difference: Estimate | undefined;
}

export function comparisonsOf(metrics: ModelCard['metrics']): ComparedRow[] {
  return metrics.flatMap(({ label, betterWhen, model, baselines }) => {
    const compared = baselines.length > 0 ? baselines : [undefined];
    return compared.map((baseline, index) => ({
      label,
      betterWhen,
      model,
      first: index === 0,
      baseline: baseline?.name,
      value: baseline?.value,
      difference: baseline?.difference,
    }));
  });
}
