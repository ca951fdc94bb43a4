import type { LotCharacteristic } from '@lotscope/api/contract';
import { formatNumber, formatQuantity } from '#lib/format/figures.ts';
import { isOutside } from './characteristics-chart.ts';

/** What was measured of a characteristic: one entry per unit (D5). */
export function measuredOf(all: readonly LotCharacteristic[], name: string | null): LotCharacteristic[] {
  return name === null ? [] : all.filter((entry) => entry.name === name);
}

function limitWords({ lower, upper, unit }: LotCharacteristic, locale?: string): string {
  if (lower !== null && upper !== null)
    return `limits ${formatNumber(lower, locale)} to ${formatQuantity(upper, unit, locale)}`;
  if (upper !== null) return `at most ${formatQuantity(upper, unit, locale)} allowed`;
  if (lower !== null) return `at least ${formatQuantity(lower, unit, locale)} required`;
  return 'no limits recorded';
}

/** `Own test 6.81 pH (outside), certificate 6.7 pH; limits 6.6 to 6.8 pH; usual 6.7 pH`: a result beside what it is judged by. */
export function measuredWords(entry: LotCharacteristic, locale?: string): string {
  const { own, certificate, usual, unit } = entry;
  const result = (name: string, value: number | null) =>
    value === null
      ? []
      : [`${name} ${formatQuantity(value, unit, locale)}${isOutside(value, entry) ? ' (outside)' : ''}`];
  const results = [...result('own test', own), ...result('certificate', certificate)];
  const said = [
    results.length === 0 ? 'no result' : results.join(', '),
    limitWords(entry, locale),
    usual === null ? 'what is usual is not known' : `usual ${formatQuantity(usual, unit, locale)}`,
  ].join('; ');
  return said[0]!.toUpperCase() + said.slice(1);
}
