/** What a list may be ordered by, `NAME asc` and `NAME desc`, from the column behind each name. Unknown values come last either way. */
export function sortChoices(columns: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(columns).flatMap(([name, column]) => [
      [`${name} asc`, `${column} ASC NULLS LAST`],
      [`${name} desc`, `${column} DESC NULLS LAST`],
    ]),
  );
}
