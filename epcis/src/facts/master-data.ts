import type { Extensions, Json } from '../event/extensions.ts';

/** The namespace of the attributes that the Core Business Vocabulary names (CBV 2.0, master data attributes). */
const standard = 'urn:epcglobal:cbv:mda:';

/** The text of a standard attribute of instance or lot master data. */
export function attributeOf(ilmd: Extensions, ...names: readonly string[]): string | undefined {
  for (const name of names) {
    const found = textOf(ilmd[standard + name]);
    if (found !== undefined) return found;
  }
  return undefined;
}

function textOf(value: Json | undefined): string | undefined {
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return value.trim() === '' ? undefined : value.trim();
  if (Array.isArray(value)) return value.length === 1 ? textOf(value[0] as Json) : undefined;
  if (typeof value !== 'object' || value === null) return undefined;
  return textOf((value as Readonly<Record<string, Json>>)['@value']);
}

/** A date or time as the datasets write it (D4: a day and a month stay what they are); null where it is none. */
export function readTime(text: string): string | null {
  const day = /^(\d{4}-\d{2}(-\d{2})?)$/.exec(text)?.[1];
  if (day !== undefined) return isDay(day) ? day : null;
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/i.test(text)) return null;
  const time = Date.parse(text);
  return isDay(text.slice(0, 10)) && !Number.isNaN(time) ? new Date(time).toISOString() : null;
}

/** A date of a GS1 application identifier, YYMMDD; day 00 is the month (GS1 General Specifications, 7.12: the century within 50 years). */
export function readGs1Date(digits: string, thisYear: number): string | null {
  const [, year, month, day] = /^(\d\d)(\d\d)(\d\d)$/.exec(digits) ?? [];
  if (year === undefined) return null;
  let full = Math.floor(thisYear / 100) * 100 + Number(year);
  if (full - thisYear > 50) full -= 100;
  else if (thisYear - full >= 50) full += 100;
  const text = day === '00' ? `${full}-${month}` : `${full}-${month}-${day}`;
  return isDay(text) ? text : null;
}

function isDay(text: string): boolean {
  const full = text.length === 7 ? `${text}-01` : text;
  const time = Date.parse(`${full}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(full);
}
