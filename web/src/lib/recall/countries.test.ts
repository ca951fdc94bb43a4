import { describe, expect, it } from 'vitest';
import { countryName, customersByCountry } from './countries.ts';

const customer = (customerId: string, country: string | null) => ({ customerId, country });

describe('customers to notify by country', () => {
  it('counts a customer once, whatever the relations, the most first and those without a country last', () => {
    const customers = [
      customer('3', null),
      customer('5', null),
      customer('6', null),
      customer('1', 'DE'),
      customer('1', 'DE'),
      customer('2', 'DE'),
      customer('4', 'Far away'),
    ];
    expect(customersByCountry(customers)).toEqual([
      { country: 'DE', name: 'Germany', customers: 2 },
      { country: 'Far away', name: null, customers: 1 },
      { country: null, name: null, customers: 3 },
    ]);
  });

  it('names a country by its code, and one that no code names as it is recorded', () => {
    expect([countryName('FR'), countryName('fr'), countryName('Far away')]).toEqual(['France', 'France', 'Far away']);
  });
});
