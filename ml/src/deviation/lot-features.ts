import { conditionalResiduals } from './conditional-residuals.ts';
import type { DeviationData } from './deviation-data.ts';
import type { IncomingLevels } from './incoming-levels.ts';
import { placed, standardised, valueAt, type MaterialProfiles, type PlacedProfile } from './material-profile.ts';
import { relationOf, type SupplierHistory } from './supplier-history.ts';

/** The same columns for every material, whatever it is tested for. NaN: missing. */
export interface LotFeatures {
  readonly names: readonly string[];
  /** Row by row, [n × names]. */
  readonly values: Float64Array;
  /** Characteristic behind each value, −1 where it is none of them. [n × names]. */
  readonly characteristic: Int32Array;
}

/** What each column means, for people. */
export const featureMeanings: Readonly<Record<string, string>> = {
  'unexpected given the others': 'largest distance of a characteristic from what the other ones of the lot let expect',
  'unexpected on the certificate':
    'largest distance of a value on the certificate from what the other ones on it let expect',
  'shifted together': 'how far all characteristics together are off in the direction in which they usually vary',
  'unlike other lots': 'distance of all characteristics together from what is ordinary (Mahalanobis)',
  'far from usual': "largest distance of a characteristic from the supplier's usual level",
  'certificate against own test': 'largest difference of the two, compared with the usual difference',
  'near a limit': 'smallest distance to a limit, as a share of half the tolerance',
  'older than usual': 'age at receipt against the usual age of this supplier and material, logarithm of the ratio',
  'lots seen before': 'logarithm of the number of known lots of this supplier and material',
  'own tests missing': 'share of the usual characteristics without a test of our own',
  'certificate values missing': 'share of the usual characteristics without a value on the certificate',
};

interface Found {
  readonly value: number;
  readonly characteristic: number;
}

const nothing: Found = { value: NaN, characteristic: -1 };

/** Features of all lots by profiles that were fitted elsewhere. */
export function lotFeatures(
  data: DeviationData,
  levels: IncomingLevels,
  history: SupplierHistory,
  profiles: MaterialProfiles,
): LotFeatures {
  const names = [...Object.keys(featureMeanings), ...data.extra.map((extra) => extra.name)];
  const n = data.lotId.length;
  const values = new Float64Array(n * names.length).fill(NaN);
  const characteristic = new Int32Array(n * names.length).fill(-1);
  const known = placed(profiles, levels);
  for (let row = 0; row < n; row++) {
    const profile = known.get(data.itemId[row]!);
    const incoming = profile === undefined ? Array<Found>(6).fill(nothing) : incomingOf(profile, data, levels, row);
    const found: Found[] = [
      ...incoming,
      nearestLimit(levels, row),
      plain(ageOf(profile, relationOf(data, row), data.ageDays[row]!)),
      plain(Math.log1p(history.relation.lots[row]!)),
      plain(missingShare(profile, levels.own, levels.width, row)),
      plain(missingShare(profile, levels.certificate, levels.width, row)),
      ...data.extra.map((extra) => plain(extra.values[row]!)),
    ];
    found.forEach((entry, j) => {
      values[row * names.length + j] = entry.value;
      characteristic[row * names.length + j] = entry.characteristic;
    });
  }
  return { names, values, characteristic };
}

const plain = (value: number): Found => ({ value, characteristic: -1 });

function ageOf(profile: PlacedProfile | undefined, relation: string, ageDays: number): number {
  const usual = profile?.relationAges[relation] ?? profile?.ageDays ?? null;
  return usual === null || !(ageDays > 0) ? NaN : Math.log(ageDays / usual);
}

function missingShare(profile: PlacedProfile | undefined, matrix: Float64Array, width: number, row: number): number {
  if (profile === undefined || profile.places.length === 0) return NaN;
  const missing = profile.places.filter((j) => Number.isNaN(valueAt(matrix, width, row, j)));
  return missing.length / profile.places.length;
}

function nearestLimit(levels: IncomingLevels, row: number): Found {
  let least = nothing;
  for (let j = 0; j < levels.width; j++) {
    const value = levels.margin[row * levels.width + j]!;
    if (value < least.value || (Number.isNaN(least.value) && !Number.isNaN(value)))
      least = { value, characteristic: j };
  }
  return least;
}

/** In the order of the columns, up to the difference of certificate and own test. */
function incomingOf(profile: PlacedProfile, data: DeviationData, levels: IncomingLevels, row: number): Found[] {
  const z = standardised(profile, data, levels.level, levels.width, row);
  const { residuals, distance, along } = conditionalResiduals(profile, z);
  const certified = conditionalResiduals(
    profile,
    standardised(profile, data, levels.certificate, levels.width, row),
  ).residuals;
  const gaps = profile.places.map((j, k) => {
    const [centre, scale] = [profile.gapCentre[k] ?? null, profile.gapScale[k] ?? null];
    if (centre === null || scale === null) return NaN;
    const of = (matrix: Float64Array) => valueAt(matrix, levels.width, row, j);
    return (of(levels.own) - of(levels.certificate) - centre) / scale;
  });
  const largest = (values: readonly number[]): Found => {
    let most = nothing;
    values.forEach((value, k) => {
      if (Number.isNaN(value) || Math.abs(value) <= most.value) return;
      most = { value: Math.abs(value), characteristic: profile.places[k]! };
    });
    return most;
  };
  return [largest(residuals), largest(certified), plain(Math.abs(along)), plain(distance), largest(z), largest(gaps)];
}
