/** A cell: text, a number, or a time as the source knew it (an instant, a day `YYYY-MM-DD`, or a month `YYYY-MM`). null: blank. */
export type XlsxValue = string | number | null;
export type XlsxKind = 'text' | 'number' | 'time';

/** Styles in the order of `styles.xml`. */
export const style = { plain: 0, header: 1, day: 2, instant: 3 } as const;

/** Most characters that a cell may hold. */
const longest = 32_767;

/** The control characters that XML can hold as they are; a carriage return would be read as a line feed. */
const kept = /[\t\n\u007f-\u009f]/;

/** What XML cannot hold is written as `_xHHHH_`, as the format says; text that looks so has its first character written so. */
function xmlText(text: string): string {
  const cut = text.length > longest ? `${text.slice(0, longest - 24)} … (${text.length} characters)` : text;
  return cut
    .toWellFormed()
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replace(/[\p{Cc}\ufffe\uffff]/gu, (character) => (kept.test(character) ? character : `_x${hex(character)}_`))
    .replace(/[&<>]/g, (character) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[character]!);
}

const hex = (character: string): string => character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');

/** Text that stays text, whatever it begins with: it is never a formula. */
const textCell = (ref: string, text: string, of: number): string =>
  `<c r="${ref}" s="${of}" t="inlineStr"><is><t xml:space="preserve">${xmlText(text)}</t></is></c>`;

const numberCell = (ref: string, value: number, of: number): string => `<c r="${ref}" s="${of}"><v>${value}</v></c>`;

const dayLength = 86_400_000;
const epoch = Date.UTC(1899, 11, 30);
/** Days before it have another number: the format believes in a 29 February 1900. */
const firstDay = Date.UTC(1900, 2, 1);

/** A day and an instant are dates of the spreadsheet; a month, and what it cannot count, stay text. */
function timeCell(ref: string, text: string): string {
  const [, instant] = /^\d{4}-\d\d-\d\d(T.+Z)?$/.exec(text) ?? [];
  const time = /^\d{4}-\d\d-\d\d/.test(text) ? Date.parse(text) : NaN;
  if (Number.isNaN(time) || time < firstDay) return textCell(ref, text, style.plain);
  return numberCell(ref, (time - epoch) / dayLength, instant === undefined ? style.day : style.instant);
}

export function cellXml(ref: string, value: XlsxValue, kind: XlsxKind, of: number = style.plain): string {
  if (value === null) return '';
  if (typeof value === 'number')
    return Number.isFinite(value) ? numberCell(ref, value, of) : textCell(ref, `${value}`, of);
  return kind === 'time' ? timeCell(ref, value) : textCell(ref, value, of);
}

/** `A`, `B` … `Z`, `AA` … of a column counted from 0. */
export function columnName(index: number): string {
  const rest = Math.floor(index / 26);
  return (rest === 0 ? '' : columnName(rest - 1)) + String.fromCharCode(65 + (index % 26));
}
