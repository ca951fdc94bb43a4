import { Injectable } from '@nestjs/common';
import { InvalidCursor } from '@lotscope/sql';
import type { ComputedScope, ScopeCustomer as CustomerOfScope } from '@lotscope/sql/genealogy';
import type { Principal } from '../access/principal.ts';
import type { ScopeCustomer } from '../contract/scope.ts';
import type { ScopeCustomerPage, ScopeCustomersQuery } from '../contract/scope-customers.ts';
import { NamesService } from '../names/names.service.ts';
import { OpenScopeService } from './open-scope.service.ts';
import { ShipmentCountsService } from './shipment-counts.service.ts';

/** Customers of a scope (D15) with their names and shipment lines: those of its summary, narrowed, or those of the broad recall. */
@Injectable()
export class ScopeCustomersService {
  constructor(
    private readonly scopes: OpenScopeService,
    private readonly names: NamesService,
    private readonly shipments: ShipmentCountsService,
  ) {}

  /** All of a scope that was just computed. */
  of(scope: ComputedScope, customers: readonly CustomerOfScope[]): Promise<ScopeCustomer[]> {
    return this.#named(scope, customers, new Uint32Array());
  }

  async page(principal: Principal, scopeId: string, query: ScopeCustomersQuery): Promise<ScopeCustomerPage> {
    const customers = await this.all(principal, scopeId, query);
    const start = offsetOf(query.cursor, customers.length);
    const end = start + query.limit;
    return {
      items: customers.slice(start, end),
      total: customers.length,
      customers: new Set(customers.map(({ customerId }) => customerId)).size,
      withheld: 0,
      nextCursor: end < customers.length ? String(end) : null,
    };
  }

  async all(principal: Principal, scopeId: string, query: ScopeCustomersQuery): Promise<ScopeCustomer[]> {
    const scope = await this.scopes.open(principal, scopeId);
    const { recall, from, to } = query;
    const customers = await scope.customers(recall, { from, to });
    const beside = recall === undefined ? new Uint32Array() : await scope.besides({ from, to });
    const named = await this.#named(scope, customers, beside);
    return named.filter((customer) => passes(customer, query));
  }

  async #named(
    scope: ComputedScope,
    customers: readonly CustomerOfScope[],
    beside: Uint32Array,
  ): Promise<ScopeCustomer[]> {
    const [names, shipments] = await Promise.all([
      this.names.load({ customers: customers.map(({ customerId }) => customerId) }),
      this.shipments.of(scope.all, beside),
    ]);
    return customers.map((customer) => {
      const { name, country, recallContact, contact } = names.customer(customer.customerId);
      const lines = shipments.get(`${customer.relation} ${customer.customerId}`) ?? 0;
      const { quantities, through } = customer;
      return {
        ...customer,
        name,
        country,
        recallContact,
        contact,
        shipments: lines,
        quantities: [...quantities],
        through: [...through],
      };
    });
  }
}

/** Whether somebody can be called, for recalls or any day. */
export const hasContact = ({ recallContact, contact }: ScopeCustomer): boolean => Boolean(recallContact ?? contact);

function passes(customer: ScopeCustomer, query: ScopeCustomersQuery): boolean {
  const { customerId, country, noCountry, fromPartyId, relation, nextTier, contact, q } = query;
  return (
    (customerId === undefined || customer.customerId === customerId) &&
    (country === undefined || customer.country === country) &&
    (noCountry === undefined || customer.country === null) &&
    (fromPartyId === undefined || customer.through.includes(fromPartyId)) &&
    (relation === undefined || customer.relation === relation) &&
    (nextTier === undefined || customer.shipsOn) &&
    (contact === undefined || !hasContact(customer)) &&
    (q === undefined ||
      [customer.customerId, customer.name].some((text) => text?.toLowerCase().includes(q.toLowerCase())))
  );
}

/** Throws `InvalidCursor`. */
function offsetOf(cursor: string | undefined, length: number): number {
  const offset = Number(cursor ?? 0);
  if (!Number.isInteger(offset) || offset < 0 || offset > length) throw new InvalidCursor();
  return offset;
}
