import type { Measurer } from './core/measure.ts';
import { sumsBy } from './core/tally.ts';
import { terminal } from './bucket-codes.ts';
import { moneyOf, nothing, quantitiesOf } from './money.ts';
import type { DataVersion, PlantNotes } from './plant.ts';
import { ScopeGroups } from './scope-groups.ts';
import type { ScopeResult, ScopeTotals } from './scope-result.ts';
import { holdingDistributors, type OpenQuestion, openQuestions } from './scope-unknowns.ts';
import type { ScopeWalk } from './scope-walk.ts';

/** A summary without names, and the questions that it leaves open. */
export interface RawSummary extends Pick<ScopeResult, 'totals' | 'buckets' | 'places' | 'customers' | 'items'> {
  readonly open: readonly OpenQuestion[];
}

/** Where every unit of the affected lots is now (R1), and what that puts at stake (D14). */
export function summarise(walk: ScopeWalk, measurer: Measurer, version: DataVersion, notes: PlantNotes): RawSummary {
  const { plant, lots } = walk;
  const { disposition, facts, words } = plant;
  const measured = measurer.measure(disposition, terminal, lots, { of: facts.item, count: words.items.size });
  const distributors = holdingDistributors(plant, notes, measured);
  const groups = new ScopeGroups(plant, measured, version.currency);
  const customers = groups.customers(distributors);
  const all = sumsBy(measured, () => 'all').get('all') ?? nothing;
  const atStake = sumsBy(measured, ({ bucket }) => (terminal[bucket] === 0 ? undefined : 'all')).get('all');
  return {
    totals: {
      ...reachTotals(walk),
      customers: new Set(customers.map(({ customerId }) => customerId)).size,
      quantities: quantitiesOf(all.quantities, words),
      terminalQuantities: quantitiesOf((atStake ?? nothing).quantities, words),
      exposure: moneyOf(all, version.currency),
    },
    buckets: groups.buckets(),
    places: groups.places(),
    customers,
    items: groups.items(),
    open: openQuestions(measured, distributors, walk.possible(10)),
  };
}

function reachTotals(
  walk: ScopeWalk,
): Pick<ScopeTotals, 'roots' | 'lots' | 'operations' | 'links' | 'depth' | 'certain' | 'possible' | 'excluded'> {
  const { reached } = walk;
  const { lots, operations, links, depth, certain } = reached.totals;
  return {
    roots: walk.roots().length,
    lots,
    operations,
    links,
    depth,
    certain,
    possible: lots - certain,
    excluded: reached.excluded.lots,
  };
}
