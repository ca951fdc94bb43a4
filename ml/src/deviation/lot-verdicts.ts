import type { LotFeatures } from './lot-features.ts';
import { placed, type MaterialProfiles } from './material-profile.ts';
import type { PreparedLots } from './prepared-lots.ts';

/**
 * How well founded the judgement of one lot is, the gravest reason first: a value in a unit that its material is not known in; no results
 * at all; a material with too few lots to know what is usual (the rates of supplier and material count alone); first lots of a supplier of
 * this material (the rate is that of the material).
 */
export const lotVerdicts = ['unit changed', 'no results', 'insufficient history', 'new supplier', 'judged'] as const;
export type LotVerdict = (typeof lotVerdicts)[number];

/** One per lot, in the order of the data. */
export function verdictsOfLots(lots: PreparedLots, features: LotFeatures, profiles: MaterialProfiles): LotVerdict[] {
  const { data, levels, history } = lots;
  const changed = changedUnits(lots, profiles);
  const known = placed(profiles, levels);
  const tested = new Set(data.results.lot);
  return data.lotId.map((_, row) => {
    if (changed.has(row)) return 'unit changed';
    if (!tested.has(row)) return 'no results';
    const profile = known.get(data.itemId[row]!);
    if (profile === undefined || Number.isNaN(features.values[row * features.names.length]))
      return 'insufficient history';
    return history.relation.lots[row] === 0 ? 'new supplier' : 'judged';
  });
}

/** Rows with a result under a name that their material is known by, but in another unit. */
function changedUnits({ data }: PreparedLots, profiles: MaterialProfiles): Set<number> {
  const known = new Map(
    Object.entries(profiles).map(([item, { characteristics }]) => [
      item,
      { keys: new Set(characteristics), names: new Set(characteristics.map((key) => key.split('\n')[0]!)) },
    ]),
  );
  const rows = new Set<number>();
  data.results.lot.forEach((row, at) => {
    const own = known.get(data.itemId[row]!);
    const place = data.results.characteristic[at]!;
    const name = data.characteristics[place]!;
    if (own?.names.has(name) && !own.keys.has(`${name}\n${data.units[place]}`)) rows.add(row);
  });
  return rows;
}
