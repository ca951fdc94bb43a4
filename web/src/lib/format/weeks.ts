/** Weeks as ISO 8601 names them, `2026-W47`: Monday to Sunday, the first one of a year has its first Thursday. */

const day = 86_400_000;

/** The Monday of a week, as a day; undefined when the text names none. */
export function mondayOf(week: string): string | undefined {
  const [, year, number] = /^(\d{4})-W(\d\d)$/.exec(week) ?? [];
  if (year === undefined || number === undefined) return undefined;
  const fourth = Date.parse(`${year}-01-04`);
  const first = fourth - ((new Date(fourth).getUTCDay() + 6) % 7) * day;
  const monday = new Date(first + (Number(number) - 1) * 7 * day);
  const found = monday.toISOString().slice(0, 10);
  return weekOf(found) === week ? found : undefined;
}

/** The week of a day `YYYY-MM-DD`. */
export function weekOf(date: string): string {
  const at = Date.parse(date);
  const thursday = new Date(at + (3 - ((new Date(at).getUTCDay() + 6) % 7)) * day);
  const year = thursday.getUTCFullYear();
  const number = Math.floor((thursday.getTime() - Date.UTC(year, 0, 1)) / (7 * day)) + 1;
  return `${year}-W${String(number).padStart(2, '0')}`;
}

/** The week so many weeks later. */
export function weekAfter(week: string, weeks: number): string {
  const monday = mondayOf(week);
  return monday === undefined
    ? week
    : weekOf(new Date(Date.parse(monday) + weeks * 7 * day).toISOString().slice(0, 10));
}
