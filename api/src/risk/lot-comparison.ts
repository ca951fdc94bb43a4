import type { ItemResult } from '@lotscope/sql';
import type { LotCharacteristic, SupplierLotDetail } from '../contract/risk-supplier-lots.ts';

const mostPast = 24;
const mostNeighbours = 8;
/** A spread told from fewer lots would be chance. */
const fewestForSpread = 5;

const keyOf = ({ characteristic, unit }: ItemResult): string => JSON.stringify([characteristic, unit]);

/** What we found ourselves, else what the supplier says. */
const valueOf = ({ own, certificate }: ItemResult): number | null => own ?? certificate;

function median(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/**
 * The characteristics of a lot beside those of the earlier lots of its item: `results` of all of them, oldest lot first. Results in different
 * units are never compared (D5).
 */
export function characteristicsOf(results: readonly ItemResult[], lotId: string): LotCharacteristic[] {
  const others = Map.groupBy(
    results.filter((result) => result.lotId !== lotId),
    keyOf,
  );
  return results
    .filter((result) => result.lotId === lotId)
    .map((result) => {
      const ofItem = others.get(keyOf(result)) ?? [];
      const past = ofItem.flatMap((other) => {
        const value = valueOf(other);
        const theirs = other.supplierId === result.supplierId;
        return theirs && value !== null && other.receivedAt !== null ? [{ at: other.receivedAt, value }] : [];
      });
      return {
        name: result.characteristic,
        unit: result.unit,
        own: result.own,
        certificate: result.certificate,
        lower: result.lower,
        upper: result.upper,
        usual: median(ofItem.flatMap((other) => valueOf(other) ?? [])),
        past: past.slice(-mostPast),
      };
    });
}

/** Standard deviation of a characteristic over all lots; null: too few lots, or they are all alike. */
function spreadOf(values: readonly number[]): number | null {
  if (values.length < fewestForSpread) return null;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
  return variance > 0 ? Math.sqrt(variance) : null;
}

/**
 * The earlier lots of the item that are most like this one: the root mean square of the differences of their characteristics in standard
 * deviations. Compared are lots that share at least half of the lot's characteristics.
 */
export function neighboursOf(results: readonly ItemResult[], lotId: string): SupplierLotDetail['neighbours'] {
  const spreads = new Map(
    [...Map.groupBy(results, keyOf)].map(([key, some]) => [key, spreadOf(some.flatMap((each) => valueOf(each) ?? []))]),
  );
  const own = new Map(
    results.flatMap((result): [string, number][] => {
      const value = valueOf(result);
      return result.lotId === lotId && value !== null && (spreads.get(keyOf(result)) ?? null) !== null
        ? [[keyOf(result), value]]
        : [];
    }),
  );
  const byLot = Map.groupBy(
    results.filter((result) => result.lotId !== lotId),
    (result) => result.lotId,
  );
  const near = [...byLot.values()].flatMap((some) => {
    const squares = some.flatMap((result) => {
      const [value, mine, spread] = [valueOf(result), own.get(keyOf(result)), spreads.get(keyOf(result))];
      return value === null || mine === undefined || spread === undefined || spread === null
        ? []
        : [((value - mine) / spread) ** 2];
    });
    if (squares.length === 0 || squares.length * 2 < own.size) return [];
    const { lotId: id, supplierLot, supplierId, supplierName, receivedAt, outcome } = some[0]!;
    const distance = Math.sqrt(squares.reduce((sum, square) => sum + square, 0) / squares.length);
    return [
      { lotId: id, supplierLot, supplierId, supplierName, receivedAt, outcome, distance, compared: squares.length },
    ];
  });
  return near.sort((a, b) => a.distance - b.distance).slice(0, mostNeighbours);
}
