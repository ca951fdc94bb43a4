import type { Exposure } from '@lotscope/api/contract';
import { countOf } from '#lib/format/figures.ts';
import type { ListedRows } from './scope-rows.ts';

type Part = Exposure['parts'][number];

/** What the amount of a part is the sum of; nothing where there is nothing to add up. */
export function amountRows({ part, kind, amount, unknown }: Part): ListedRows | undefined {
  if (part === 'stock') return { list: 'stock', filter: { bucket: 'terminal' } };
  if (amount === null && unknown === 0) return undefined;
  if (kind !== null) return { list: 'costs', filter: { kind } };
  return { list: 'shipments', filter: { margin: 'any' } };
}

/** What the source of an amount counts: entries, or the lots of a margin. */
export function countedRows(part: Part): ListedRows | undefined {
  if (part.amount === null) return undefined;
  return part.part === 'lost-margin' ? { list: 'lots', filter: { margin: 'known' } } : amountRows(part);
}

/** What is not in the amount, in words and as rows. */
export function openRows(
  { part, kind, unknown }: Part,
  locale?: string,
): { text: string; rows: ListedRows } | undefined {
  if (unknown === 0) return undefined;
  if (part === 'stock')
    return {
      text: `${countOf(unknown, 'quantity', 'quantities', locale)} could not be valued`,
      rows: { list: 'stock', filter: { bucket: 'terminal', unvalued: 'true' } },
    };
  if (kind !== null)
    return {
      text: `${countOf(unknown, 'entry', 'entries', locale)} without an exchange rate`,
      rows: { list: 'costs', filter: { kind, unvalued: 'true' } },
    };
  return {
    text: `${countOf(unknown, 'lot', undefined, locale)} with shipments without a price, quantity or cost`,
    rows: { list: 'lots', filter: { margin: 'open' } },
  };
}
