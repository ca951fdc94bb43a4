/**
 * The one rule for what a unit of a lot is worth, in stock or scrapped: its item's standard cost, else what the lot itself cost. Replaces
 * `{{unit_value: standard | own}}` by it; both are amounts in the base currency for the same unit, NULL: unknown.
 */
export function withUnitValue(sql: string): string {
  return sql.replaceAll(
    /\{\{unit_value:([^|}]+)\|([^}]+)\}\}/g,
    (_, standard: string, own: string) => `coalesce(${standard.trim()}, ${own.trim()})`,
  );
}
