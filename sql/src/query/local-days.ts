type Write = (...parts: string[]) => string;

/** SQL of each fragment, given what stands behind its name. */
const fragments: Readonly<Record<string, Write>> = {
  last_day: (column) => `if(${column}_precision = 2, toLastDayOfMonth(toDate32(${column})), toDate32(${column}))`,
  // Keys of one column each: a join on two would be slower, and 0 joins nothing.
  local_day: (alias, precision, zone, day) =>
    `LEFT ANY JOIN (SELECT timezone, starts_at, cityHash64(timezone, day) AS zone_day FROM local_days) AS ${alias}
    ON ${alias}.zone_day = if(${precision} = 0 OR ifNull(${zone}, '') = '', 0, cityHash64(assumeNotNull(${zone}), assumeNotNull(${day})))`,
  instant: (alias, precision, instant, otherwise) =>
    `multiIf(${precision} = 0, ${instant}, ${alias}.timezone != '', ${alias}.starts_at, ${otherwise})`,
};

/**
 * The one rule for the instants that a date stands for (D4): a day or a month is that of the site, where its time zone is known. Replaces
 * - `{{last_day: column}}` by the last day that a date in a column names; its precision is in the column beside it,
 * - `{{local_day: alias | precision | zone | day}}` by a join that finds when that day begins in that time zone,
 * - `{{instant: alias | precision | instant | otherwise}}` by that moment: an instant itself, else the beginning of the joined day, else what is
 *   assumed where no time zone is known.
 */
export function withLocalDays(sql: string): string {
  return sql.replaceAll(/\{\{(last_day|local_day|instant):([^}]+)\}\}/g, (_, name: string, parts: string) =>
    fragments[name]!(...parts.split('|').map((part) => part.trim())),
  );
}
