import type { Measured } from './core/measure.ts';
import { sumsBy, tally } from './core/tally.ts';
import { terminal } from './bucket-codes.ts';
import { broadRecall, measureBroad, measureLots } from './broad-recall.ts';
import { answered, type Desk } from './desk.ts';
import { isoFrom, isoUntil } from './evidence-words.ts';
import { measureOf, nothing } from './money.ts';
import type { Plant } from './plant.ts';
import type { ComparisonRequest } from './request.ts';
import type { Money, Quantity } from './result.ts';
import type { Comparison, RecallSize } from './scope-result.ts';
import { walkFor } from './scope-questions.ts';

/** R4: beside the traced recall, the one without lot precision. */
export async function answerComparison(desk: Desk, request: ComparisonRequest): Promise<Comparison> {
  const started = performance.now();
  const { source, scopeId, walk } = await walkFor(desk, request);
  const { currency } = source.version;
  const recall = await broadRecall(desk, source, { scopeId, walk }, request);
  const targeted = sizeOf(walk.plant, measureLots(desk, walk.plant, walk.lots), currency);
  const { plant, measured } = await measureBroad(desk, source, walk, recall);
  const broad = sizeOf(plant, measured, currency);
  return {
    targeted,
    broad,
    saved: difference(broad, targeted),
    broadBy: recall.productions.map(({ itemId, siteIds, from, until }) => ({
      itemId,
      siteIds: siteIds.map((site) => (site === '' ? null : site)),
      from: isoFrom(from),
      until: isoUntil(until),
    })),
    ...answered(started, source),
  };
}

function sizeOf({ words }: Plant, measured: Measured, currency: string | null): RecallSize {
  const atStake = tally(measured, ({ bucket }) => (terminal[bucket] === 0 ? undefined : 'all')).get('all') ?? nothing;
  const customers = sumsBy(measured, ({ customer }) => (customer === 0 ? undefined : customer)).size;
  return { ...measureOf(atStake, words, currency), lots: measured.lots, customers };
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
