const dayMs = 86_400_000;

/** The ISO week of a day in UTC, `YYYY-Www`: weeks begin on Monday, and belong to the year of their Thursday. */
export function isoWeek(time: Date): string {
  const day = Date.UTC(time.getUTCFullYear(), time.getUTCMonth(), time.getUTCDate());
  const sinceMonday = (time.getUTCDay() + 6) % 7;
  const thursday = new Date(day + (3 - sinceMonday) * dayMs);
  const newYear = Date.UTC(thursday.getUTCFullYear(), 0, 1);
  const week = Math.floor((thursday.getTime() - newYear) / dayMs / 7) + 1;
  return `${thursday.getUTCFullYear()}-W${String(week).padStart(2, '0')}`;
}
