import type { ScopeCustomer } from '@lotscope/api/contract';

/** Customers to notify in one country, each counted once. */
export interface CountryRow {
  /** As their record says; null: it does not. */
  readonly country: string | null;
  /** English name, by which maps know it; null: not a country that a map knows. */
  readonly name: string | null;
  readonly customers: number;
}

const nameOf = (code: string | null): string | null =>
  code && /^[A-Za-z]{2}$/.test(code)
    ? (new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' }).of(code.toUpperCase()) ?? null)
    : null;

/** A country as people read it: the name of its code, or what the record says. */
export const countryName = (country: string): string => nameOf(country) ?? country;

/** Customers by country, the most first, those without one last. */
export function customersByCountry(customers: readonly Pick<ScopeCustomer, 'customerId' | 'country'>[]): CountryRow[] {
  const countries = new Map(customers.map(({ customerId, country }) => [customerId, country]));
  return [...Map.groupBy(countries.values(), (country) => country)]
    .map(([country, all]) => ({ country, name: nameOf(country), customers: all.length }))
    .sort(
      (a, b) =>
        Number(a.country === null) - Number(b.country === null) ||
        b.customers - a.customers ||
        (a.country ?? '').localeCompare(b.country ?? ''),
    );
}
