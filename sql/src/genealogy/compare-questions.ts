import type { LotList, Measured } from './core/measure.ts';
import { sumsBy, tally, type Tally } from './core/tally.ts';
import { UNKNOWN_FROM, UNKNOWN_UNTIL } from './core/clock.ts';
import { terminal } from './bucket-codes.ts';
import { answered, type Desk } from './desk.ts';
import { isoFrom, isoUntil } from './evidence-words.ts';
import { InvalidTrace } from './errors.ts';
import { measureOf, nothing } from './money.ts';
import type { Plant } from './plant.ts';
import type { Production } from './plant-source.ts';
import type { ComparisonRequest } from './request.ts';
import { seconds } from './resolve-roots.ts';
import type { Money, Quantity } from './result.ts';
import type { Comparison, RecallSize } from './scope-result.ts';
import { walkFor } from './scope-questions.ts';

const DAY = 86_400;

/**
 * R4: beside the traced recall, the one without lot precision: all lots of the affected items, made or received at the same sites
 * between the first and the last day of the affected ones (or in the given period), whatever their genealogy says.
 */
export async function answerComparison(desk: Desk, request: ComparisonRequest): Promise<Comparison> {
  const started = performance.now();
  const { source, walk } = await walkFor(desk, request);
  const productions = productionsOf(walk.plant, walk.lots, request);
  const targeted = sizeOf(desk, walk.plant, walk.lots, source.version.currency);
  const stored = new Set(await source.lotsOf(productions));
  for (const lot of walk.lots.nodes) stored.add(walk.plant.numbers.stored(lot));
  const plant = await source.plantFor([...stored], [], 'disposition');
  const nodes = Uint32Array.from(stored, (node) => plant.numbers.local(node)!).sort();
  const broad = sizeOf(desk, plant, { nodes, roots: 0 }, source.version.currency);
  return {
    targeted,
    broad,
    saved: difference(broad, targeted),
    broadBy: productions.map(({ itemId, siteIds, from, until }) => ({
      itemId,
      siteIds: siteIds.map((site) => (site === '' ? null : site)),
      from: isoFrom(from),
      until: isoUntil(until),
    })),
    ...answered(started, source),
  };
}

/** Items of the affected lots with their sites and days; a lot without an item cannot widen the recall. */
function productionsOf({ facts, words }: Plant, { nodes }: LotList, request: ComparisonRequest): Production[] {
  const from = seconds(request.from, Math.floor, UNKNOWN_FROM);
  const until = seconds(request.to, Math.ceil, UNKNOWN_UNTIL);
  if (from > until) throw new InvalidTrace('the period ends before it begins');
  const spans = new Map<number, { first: number; last: number; sites: Set<number> }>();
  for (const lot of nodes) {
    const item = facts.item[lot]!;
    if (item === 0) continue;
    const span = spans.get(item) ?? { first: UNKNOWN_UNTIL, last: UNKNOWN_FROM, sites: new Set() };
    spans.set(item, span);
    span.sites.add(facts.site[lot]!);
    const madeAt = facts.madeAt[lot]!;
    if (madeAt === 0) continue;
    span.first = Math.min(span.first, madeAt);
    span.last = Math.max(span.last, madeAt);
  }
  return [...spans].map(([item, { first, last, sites }]) => {
    const known = first <= last;
    return {
      itemId: words.items.text(item),
      siteIds: [...sites].map((site) => words.sites.text(site)),
      from: request.from !== undefined ? from : known ? Math.floor(first / DAY) * DAY : UNKNOWN_FROM,
      until: request.to !== undefined ? until : known ? Math.ceil((last + 1) / DAY) * DAY - 1 : UNKNOWN_UNTIL,
    };
  });
}

function sizeOf(desk: Desk, plant: Plant, lots: LotList, currency: string | null): RecallSize {
  const { disposition, words, facts } = plant;
  const items = { of: facts.item, count: words.items.size };
  const measured: Measured = desk.measurer.measure(disposition, terminal, lots, items);
  const atStake: Tally =
    tally(measured, ({ bucket }) => (terminal[bucket] === 0 ? undefined : 'all')).get('all') ?? nothing;
  const customers = sumsBy(measured, ({ customer }) => (customer === 0 ? undefined : customer)).size;
  return { ...measureOf(atStake, words, currency), lots: lots.nodes.length, customers };
}

function difference(broad: RecallSize, targeted: RecallSize): RecallSize {
  return {
    lots: broad.lots - targeted.lots,
    customers: broad.customers - targeted.customers,
    quantities: broad.quantities.map((quantity) => lessQuantity(quantity, targeted.quantities)),
    exposure: lessMoney(broad.exposure, targeted.exposure),
  };
}

function lessQuantity(broad: Quantity, targeted: readonly Quantity[]): Quantity {
  const other = targeted.find(({ unit }) => unit === broad.unit);
  const quantity = broad.quantity === null ? null : Number((broad.quantity - (other?.quantity ?? 0)).toPrecision(15));
  return { unit: broad.unit, quantity, unknown: broad.unknown - (other?.unknown ?? 0) };
}

function lessMoney(broad: Money, targeted: Money): Money {
  const amount = broad.amount === null ? null : Number((broad.amount - (targeted.amount ?? 0)).toPrecision(15));
  return { amount, currency: broad.currency, unknown: broad.unknown - targeted.unknown };
}
