import { countOf, formatShare } from '#lib/format/figures.ts';

/** One reason for a probability, as the model gives it. */
export interface Driver {
  readonly feature: string;
  readonly meaning: string;
  readonly characteristic: string | null;
  readonly value: number | null;
  /** In log-odds, against the same lot with a usual value. */
  readonly contribution: number;
}

/** Three digits: a distance in spreads is no more exact than the spread. */
const digits = (value: number) => new Intl.NumberFormat(undefined, { maximumSignificantDigits: 3 }).format(value);

type Words = (value: number, about: string) => string;

/** What a value of each feature says, whichever way it pushes; `about` is the characteristic, or "a result". */
const words: Readonly<Record<string, Words>> = {
  'unexpected given the others': (value, about) =>
    `${about} is ${digits(value)} spreads from what the other results let expect`,
  'unexpected on the certificate': (value, about) =>
    `${about} on the certificate is ${digits(value)} spreads from what its other values let expect`,
  'shifted together': (value) => `All results are ${digits(value)} spreads off together, the way they usually vary`,
  'unlike other lots': (value) => `All results together are ${digits(value)} times the ordinary distance away`,
  'far from usual': (value, about) => `${about} is ${digits(value)} spreads from the supplier’s usual level`,
  'certificate against own test': (value, about) =>
    `${about}: certificate and own test are ${digits(value)} spreads further apart than usual`,
  // The margin is half the tolerance, or a single limit itself; far from that one, there is more of it.
  'near a limit': (value, about) => {
    if (value < 0) return `${about} is outside a limit`;
    return value > 1
      ? `${about} is far from its limit`
      : `${about} has used ${formatShare(1 - value)} of its margin to a limit`;
  },
  'older than usual': (value) =>
    `${digits(Math.exp(Math.abs(value)))} times as ${value < 0 ? 'fresh' : 'old'} at receipt as usual`,
  'lots seen before': (value) =>
    `${countOf(Math.round(Math.expm1(value)), 'lot')} of this supplier and material known before`,
  'own tests missing': (value) => `${formatShare(value)} of our usual tests are missing`,
  'certificate values missing': (value) => `${formatShare(value)} of the usual certificate values are missing`,
  'same supplier lot before': (value) =>
    `${formatShare(value)} of the earlier deliveries of the same supplier lot deviated`,
  'supplier past rate': (value) => `${formatShare(value)} of the lots of this supplier and material deviate`,
};

/** A reason as a sentence: what was found, never only the name of a feature. */
export function driverWords({ feature, meaning, characteristic, value }: Driver): string {
  const about = characteristic ?? 'A result';
  if (value === null) return `${characteristic === null ? '' : `${characteristic}: `}not known: ${meaning}`;
  const said = words[feature];
  if (said) return said(value, about);
  return `${characteristic === null ? '' : `${characteristic}: `}${meaning} (${digits(value)})`;
}

/** The reasons that raise the odds of a deviation by 5 % or more, the weightiest first: what an inspector looks at. */
const noticeable = Math.log(1.05);
export function mainDrivers<D extends Pick<Driver, 'contribution'>>(drivers: readonly D[], most: number): D[] {
  return drivers
    .filter((driver) => driver.contribution >= noticeable)
    .toSorted((a, b) => b.contribution - a.contribution)
    .slice(0, most);
}
