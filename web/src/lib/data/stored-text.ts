import type { ColumnType } from '@lotscope/api/contract';
import { formatNumber } from '#lib/format/figures.ts';
import { formatRecorded } from '#lib/format/time.ts';

/** A stored value as people read it; a dash where the row says nothing. */
export function storedText(value: string | number | boolean | null, type: ColumnType, locale?: string): string {
  if (value === null || value === '') return '–';
  if (typeof value === 'number') return formatNumber(value, locale);
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return type === 'time' ? formatRecorded(value, locale) : value;
}
