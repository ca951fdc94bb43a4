import { type Bucket, buckets } from '../disposition/disposition.ts';
import type { ItemSum } from './core/item-sums.ts';
import type { Measured } from './core/measure.ts';
import { tally } from './core/tally.ts';
import { bucketOf, terminal } from './bucket-codes.ts';
import { measureOf, nothing } from './money.ts';
import type { Plant } from './plant.ts';
import type { ItemKind } from './result.ts';
import type { ScopeBucket, ScopeCustomer, ScopeItem, ScopePlace } from './scope-result.ts';

/** How the measurement of a scope is shown, group by group. */
export class ScopeGroups {
  private readonly plant: Plant;
  private readonly measured: Measured;
  private readonly currency: string | null;

  constructor(plant: Plant, measured: Measured, currency: string | null) {
    this.plant = plant;
    this.measured = measured;
    this.currency = currency;
  }

  /** All buckets, in the order in which places are shown: that nothing is in one is known, not unknown. */
  buckets(): ScopeBucket[] {
    const { words } = this.plant;
    const sums = tally(this.measured, ({ bucket }) => bucketOf(bucket));
    return buckets.map((bucket) => ({
      bucket,
      terminal: isTerminal(bucket),
      ...measureOf(sums.get(bucket) ?? nothing, words, this.currency),
    }));
  }

  /** On hand by site, location and status; other buckets by site. Biggest exposure first within a bucket. */
  places(): ScopePlace[] {
    const { words } = this.plant;
    const keys = new Map<string, { bucket: Bucket; site: number; location: number; status: number }>();
    const sums = tally(this.measured, ({ bucket: code, site, location, status }) => {
      const bucket = bucketOf(code);
      if (bucket === undefined) return undefined;
      const place =
        bucket === 'on_hand' ? { bucket, site, location, status } : { bucket, site, location: 0, status: 0 };
      const key = `${bucket} ${site} ${place.location} ${place.status}`;
      keys.set(key, place);
      return key;
    });
    const rows = [...sums].map(([key, sum]) => {
      const { bucket, site, location, status } = keys.get(key)!;
      return {
        bucket,
        siteId: words.sites.given(site),
        location: words.locations.given(location),
        status: words.statuses.given(status),
        ...measureOf(sum, words, this.currency),
      };
    });
    const rank = (place: ScopePlace): number => buckets.indexOf(place.bucket);
    const biggest = byExposure(({ siteId, location, status }: ScopePlace) => `${siteId} ${location} ${status}`);
    return rows.sort((one, other) => rank(one) - rank(other) || biggest(one, other));
  }

  /**
   * D15: direct customers got a root, indirect ones a product of it, second-tier ones theirs from a party that shipped it on. Of what
   * `distributors` hold the next tier is not known.
   */
  customers(distributors: readonly string[]): ScopeCustomer[] {
    const shipOn = new Set(distributors);
    const { words } = this.plant;
    const through = new Map<string, Set<number>>();
    const sums = tally(this.measured, ({ customer, party }, root) => {
      if (customer === 0) return undefined;
      const relation = party !== 0 ? 'second-tier' : root ? 'direct' : 'indirect';
      const key = `${relation} ${customer}`;
      if (party !== 0) through.set(key, (through.get(key) ?? new Set()).add(party));
      return key;
    });
    const biggest = byExposure(({ customerId }: ScopeCustomer) => customerId);
    return [...sums]
      .map(([key, sum]) => {
        const [relation, customer] = key.split(' ') as [ScopeCustomer['relation'], string];
        const customerId = words.parties.text(Number(customer));
        return {
          customerId,
          relation,
          shipsOn: shipOn.has(customerId),
          through: [...(through.get(key) ?? [])].map((party) => words.parties.text(party)).sort(),
          ...measureOf(sum, words, this.currency),
        };
      })
      .sort((one, other) => relations.indexOf(one.relation) - relations.indexOf(other.relation) || biggest(one, other));
  }

  items(): ScopeItem[] {
    const { words } = this.plant;
    const byItem = Map.groupBy(this.measured.items, (sum) => sum.item);
    const rows = [...byItem].map(([item, parts]) => {
      const sum = (pick: (part: ItemSum) => number): number => parts.reduce((all, part) => all + pick(part), 0);
      const quantities = parts
        .filter((part) => part.rows > 0)
        .map(
          (part) =>
            [
              part.unit,
              { quantity: part.quantity, known: part.rows - part.unknownQuantity, unknown: part.unknownQuantity },
            ] as const,
        );
      const total = {
        ...nothing,
        lots: sum((part) => part.lots),
        quantities: new Map(quantities),
        value: sum((part) => part.value),
        valued: sum((part) => part.valuedRows),
        unvalued: sum((part) => part.unknownValue),
      };
      const kind = (words.itemKinds[item] || null) as ItemKind | null;
      return { itemId: words.items.given(item), kind, ...measureOf(total, words, this.currency) };
    });
    return rows.sort(byExposure(({ itemId }) => itemId));
  }
}

const relations = ['direct', 'indirect', 'second-tier'];

const isTerminal = (bucket: Bucket): boolean => terminal[buckets.indexOf(bucket) + 1] !== 0;

/** Biggest exposure first, then most lots, then by name, so that the same scope always looks the same. */
function byExposure<Row extends { exposure: { amount: number | null }; lots: number }>(
  name: (row: Row) => string | null,
): (one: Row, other: Row) => number {
  return (one, other) =>
    (other.exposure.amount ?? 0) - (one.exposure.amount ?? 0) ||
    other.lots - one.lots ||
    (name(one) ?? '').localeCompare(name(other) ?? '');
}
