import type { Gap, Measured } from './core/measure.ts';
import { sumsBy } from './core/tally.ts';
import { bucketOf } from './bucket-codes.ts';
import type { Plant, PlantNotes } from './plant.ts';
import type { UnknownFact } from './scope-result.ts';

/** What a scope cannot know, before lots have names: examples are node numbers, or ids where they are parties. */
export interface OpenQuestion {
  readonly kind: UnknownFact['kind'];
  readonly count: number;
  readonly lots: readonly number[];
  readonly parties: readonly string[];
}

const EXAMPLES = 10;

export function openQuestions(
  measured: Measured,
  distributors: readonly string[],
  possible: { readonly count: number; readonly examples: readonly number[] },
): OpenQuestion[] {
  const { gaps } = measured;
  const ofLots = (kind: UnknownFact['kind'], { lots, examples }: Gap): OpenQuestion => ({
    kind,
    count: lots,
    lots: examples,
    parties: [],
  });
  const all = [
    ofLots('time', { lots: possible.count, examples: possible.examples }),
    ofLots('whereabouts', gaps.missing),
    ofLots('quantity', gaps.quantity),
    ofLots('cost', gaps.value),
    ofLots('unit', gaps.unit),
    ofLots('variance', gaps.variance),
    // Only a row in lots names the item of a lot.
    ofLots('lot-record', gaps.item),
    { kind: 'next-tier', count: distributors.length, lots: [], parties: distributors.slice(0, EXAMPLES) } as const,
  ];
  return all.filter(({ count }) => count > 0);
}

/** D15: parties that ship on and hold units of the scope: whom they went to is not known here. */
export function holdingDistributors({ words }: Plant, notes: PlantNotes, measured: Measured): string[] {
  const held = sumsBy(measured, ({ bucket, customer }) =>
    customer !== 0 && bucketOf(bucket) === 'delivered' ? words.parties.text(customer) : undefined,
  );
  return [...held.keys()].filter((party) => notes.distributors.has(party)).sort();
}
