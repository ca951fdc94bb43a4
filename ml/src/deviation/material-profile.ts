import { solveSymmetric } from '../logistic/logistic-regression.ts';
import { characteristicKeys, type DeviationData } from './deviation-data.ts';
import type { IncomingLevels } from './incoming-levels.ts';
import { median, robustScale } from './robust.ts';
import { relationOf } from './supplier-history.ts';

/** What is ordinary for one material: plain JSON. */
export interface MaterialProfile {
  /** Keys of the characteristics it is known by, d of them. */
  readonly characteristics: readonly string[];
  /** Shape [d]. */
  readonly centre: readonly number[];
  /** Centres of single relations, shrunk to the material's. Shapes [d]. */
  readonly relations: Readonly<Record<string, readonly number[]>>;
  readonly scale: readonly number[];
  /** Own test less certificate; null: never both. Shapes [d]. */
  readonly gapCentre: readonly (number | null)[];
  readonly gapScale: readonly (number | null)[];
  /** Correlations shrunk towards none, row by row, [d × d]. */
  readonly correlation: readonly number[];
  /** Direction in which the characteristics vary together: the leading eigenvector of the correlations. Shape [d]. */
  readonly direction: readonly number[];
  readonly ageDays: number | null;
  /** Usual ages of single relations, shrunk to the material's. */
  readonly relationAges: Readonly<Record<string, number>>;
}

export type MaterialProfiles = Readonly<Record<string, MaterialProfile>>;

const fewestRows = 12;
/** How many lots the material's centre is worth against the relation's. */
const centreStrength = 3;
/** The same of ages, which differ more from supplier to supplier than from lot to lot. */
const ageStrength = 1;
const winsor = 3;

/** Profiles of the materials of `rows`; only those rows are looked at. */
export function fitProfiles(data: DeviationData, levels: IncomingLevels, rows: Uint32Array): MaterialProfiles {
  const byItem = Map.groupBy(rows, (row) => data.itemId[row]!);
  const profiles: Record<string, MaterialProfile> = {};
  for (const [item, itsRows] of byItem)
    if (itsRows.length >= fewestRows) profiles[item] = fitProfile(data, levels, itsRows);
  return profiles;
}

function fitProfile(data: DeviationData, levels: IncomingLevels, rows: number[]): MaterialProfile {
  const column = (matrix: Float64Array, j: number, of: readonly number[] = rows) =>
    of.map((row) => matrix[row * levels.width + j]!).filter((value) => !Number.isNaN(value));
  const candidates = data.characteristics.map((_, j) => j).filter((j) => column(levels.level, j).length >= fewestRows);
  const centres = candidates.map((j) => median(column(levels.level, j)));
  const relations: Record<string, number[]> = {};
  for (const [relation, itsRows] of Map.groupBy(rows, (row) => relationOf(data, row)))
    relations[relation] = candidates.map((j, k) => {
      const values = column(levels.level, j, itsRows);
      if (values.length === 0) return centres[k]!;
      return (values.length * median(values) + centreStrength * centres[k]!) / (values.length + centreStrength);
    });
  const off = (j: number, k: number) =>
    rows
      .map((row) => levels.level[row * levels.width + j]! - relations[relationOf(data, row)]![k]!)
      .filter((value) => !Number.isNaN(value));
  const scales = candidates.map((j, k) => robustScale(off(j, k)));
  // A characteristic that never varies says nothing.
  const kept = candidates.map((_, k) => k).filter((k) => scales[k]! > 0);
  const pick = <T>(values: readonly T[]) => kept.map((k) => values[k]!);
  const places = pick(candidates);
  const gaps = places.map((j) =>
    rows
      .map((row) => levels.own[row * levels.width + j]! - levels.certificate[row * levels.width + j]!)
      .filter((value) => !Number.isNaN(value)),
  );
  const { ageDays, relationAges } = usualAges(data, rows);
  const keys = characteristicKeys(data);
  const profile = {
    characteristics: places.map((j) => keys[j]!),
    centre: pick(centres),
    relations: Object.fromEntries(Object.entries(relations).map(([relation, centre]) => [relation, pick(centre)])),
    scale: pick(scales),
    gapCentre: gaps.map((values) => (values.length < fewestRows ? null : median(values))),
    gapScale: gaps.map((values) => (values.length < fewestRows ? null : robustScale(values) || null)),
    ageDays,
    relationAges,
  };
  const correlation = correlationOf(
    rows.map((row) => standardised({ ...profile, places }, data, levels.level, levels.width, row)),
    places.length,
  );
  return { ...profile, correlation, direction: leadingDirection(correlation, places.length) };
}

function usualAges(data: DeviationData, rows: number[]): Pick<MaterialProfile, 'ageDays' | 'relationAges'> {
  const known = rows.filter((row) => data.ageDays[row]! > 0);
  if (known.length === 0) return { ageDays: null, relationAges: {} };
  const middle = (some: readonly number[]) => median(some.map((row) => data.ageDays[row]!));
  const ageDays = middle(known);
  const relationAges: Record<string, number> = {};
  const usual = Math.log(ageDays);
  for (const [relation, some] of Map.groupBy(known, (row) => relationOf(data, row)))
    relationAges[relation] = Math.exp(
      (some.length * Math.log(middle(some)) + ageStrength * usual) / (some.length + ageStrength),
    );
  return { ageDays, relationAges };
}

/** Results, [n × width], in robust standard deviations from what is ordinary for the relation; NaN: no result. Shape [d]. */
export function standardised(
  profile: Pick<PlacedProfile, 'relations' | 'centre' | 'scale' | 'places'>,
  data: DeviationData,
  matrix: Float64Array,
  width: number,
  row: number,
): number[] {
  const centre = profile.relations[relationOf(data, row)] ?? profile.centre;
  return profile.places.map((j, k) => (valueAt(matrix, width, row, j) - centre[k]!) / profile.scale[k]!);
}

/** A profile with the columns that its characteristics have in some data; −1: none there. */
export interface PlacedProfile extends MaterialProfile {
  readonly places: readonly number[];
}

export function placed(profiles: MaterialProfiles, { places }: IncomingLevels): ReadonlyMap<string, PlacedProfile> {
  const entries = Object.entries(profiles).map(([item, profile]): [string, PlacedProfile] => [
    item,
    { ...profile, places: profile.characteristics.map((key) => places.get(key) ?? -1) },
  ]);
  return new Map(entries);
}

/** NaN in a column that is not there. */
export const valueAt = (matrix: Float64Array, width: number, row: number, place: number): number =>
  place < 0 ? NaN : matrix[row * width + place]!;

/** Pairwise correlations of values cut at ± 3, shrunk the more the fewer rows there are. */
function correlationOf(rows: readonly number[][], size: number): number[] {
  const cut = rows.map((row) => row.map((value) => Math.max(-winsor, Math.min(winsor, value))));
  const shrink = Math.min(1, Math.max(0.02, (2 * size) / rows.length));
  let found = Float64Array.from({ length: size * size }, (_, at) => {
    const j = Math.floor(at / size);
    const k = at % size;
    return j === k ? 1 : (1 - shrink) * pairCorrelation(cut, j, k);
  });
  // Correlations of pairs need not belong together; those of fewer rows less so.
  while (!positiveDefinite(found, size)) found = found.map((value, at) => (at % (size + 1) === 0 ? 1 : 0.8 * value));
  return [...found];
}

const mostIterations = 200;

/** By power iteration; of characteristics that do not vary together, any one is as good as another. */
function leadingDirection(correlation: readonly number[], size: number): number[] {
  let direction = Array.from({ length: size }, (_, j) => 1 + j / (10 * size));
  for (let turn = 0; turn < mostIterations; turn++) {
    const next = direction.map((_, j) =>
      direction.reduce((sum, value, k) => sum + correlation[j * size + k]! * value, 0),
    );
    const length = Math.hypot(...next);
    direction = next.map((value) => value / length);
  }
  return direction;
}

function positiveDefinite(matrix: Float64Array, size: number): boolean {
  try {
    solveSymmetric(matrix, new Float64Array(size));
    return true;
  } catch (fault) {
    if (fault instanceof RangeError) return false;
    throw fault;
  }
}

function pairCorrelation(rows: readonly number[][], j: number, k: number): number {
  const both = rows.filter((row) => !Number.isNaN(row[j]!) && !Number.isNaN(row[k]!));
  if (both.length < fewestRows) return 0;
  let xx = 0;
  let yy = 0;
  let xy = 0;
  for (const row of both) {
    xx += row[j]! ** 2;
    yy += row[k]! ** 2;
    xy += row[j]! * row[k]!;
  }
  return xx > 0 && yy > 0 ? xy / Math.sqrt(xx * yy) : 0;
}
