import type { ScopeCustomer } from '../contract/scope.ts';
import type { ScopeCostRow } from '../contract/scope-money.ts';
import type { ScopeLotRow, ScopeShipmentRow, ScopeStockRow } from '../contract/scope-rows.ts';
import type { CsvColumns } from '../csv/csv.ts';
import { hasContact } from './scope-customers.service.ts';
import { evidenceText, missingText } from './evidence-text.ts';

export const lotColumns: CsvColumns<ScopeLotRow> = {
  lotId: (row) => row.lotId,
  itemId: (row) => row.itemId,
  itemName: (row) => row.itemName,
  kind: (row) => row.kind,
  siteId: (row) => row.siteId,
  siteName: (row) => row.siteName,
  supplierId: (row) => row.supplierId,
  supplierLot: (row) => row.supplierLot,
  madeAt: (row) => row.madeAt,
  expiresAt: (row) => row.expiresAt,
  root: (row) => row.root,
  depth: (row) => row.depth,
  certainty: (row) => row.certainty,
  evidence: (row) => evidenceText(row.evidence) || missingText(row.missing),
  share: (row) => row.share,
  quantity: (row) => row.made.quantity,
  unit: (row) => row.made.unit,
  exposure: (row) => row.exposure.amount,
  currency: (row) => row.exposure.currency,
};

export const shipmentColumns: CsvColumns<ScopeShipmentRow> = {
  shipmentId: (row) => row.shipmentId,
  lotId: (row) => row.lotId,
  itemId: (row) => row.itemId,
  itemName: (row) => row.itemName,
  customerId: (row) => row.customerId,
  customerName: (row) => row.customerName,
  customerCountry: (row) => row.customerCountry,
  recallContact: (row) => row.recallContact,
  fromPartyId: (row) => row.fromPartyId,
  fromSiteId: (row) => row.fromSiteId,
  orderId: (row) => row.orderId,
  handlingUnitId: (row) => row.handlingUnitId,
  quantity: (row) => row.quantity,
  unit: (row) => row.unit,
  shippedAt: (row) => row.shippedAt,
  deliveredAt: (row) => row.deliveredAt,
  margin: (row) => row.margin?.amount ?? null,
  currency: (row) => row.margin?.currency ?? null,
};

export const stockColumns: CsvColumns<ScopeStockRow> = {
  lotId: (row) => row.lotId,
  itemId: (row) => row.itemId,
  itemName: (row) => row.itemName,
  bucket: (row) => row.bucket,
  siteId: (row) => row.siteId,
  siteName: (row) => row.siteName,
  location: (row) => row.location,
  status: (row) => row.status,
  expired: (row) => row.expired,
  customerId: (row) => row.customerId,
  customerName: (row) => row.customerName,
  fromPartyId: (row) => row.fromPartyId,
  quantity: (row) => row.quantity,
  unit: (row) => row.unit,
  value: (row) => row.value.amount,
  currency: (row) => row.value.currency,
};

export const costColumns: CsvColumns<ScopeCostRow> = {
  costId: (row) => row.costId,
  kind: (row) => row.kind,
  at: (row) => row.at,
  lotId: (row) => row.lotId,
  caseId: (row) => row.caseId,
  operationId: (row) => row.operationId,
  hours: (row) => row.hours,
  amount: (row) => row.amount,
  amountCurrency: (row) => row.currency,
  value: (row) => row.value.amount,
  currency: (row) => row.value.currency,
};

/** One line per customer, relation and unit, because units are never added (D5); what belongs to no unit stands on the first alone. */
export interface CustomerLine {
  readonly customer: ScopeCustomer;
  readonly unit: number;
}

export const linesOf = (customer: ScopeCustomer): CustomerLine[] =>
  Array.from({ length: Math.max(1, customer.quantities.length) }, (_, unit) => ({ customer, unit }));

const once =
  (of: (customer: ScopeCustomer) => string | number | boolean | null) =>
  ({ customer, unit }: CustomerLine) =>
    unit === 0 ? of(customer) : null;

export const customerColumns: CsvColumns<CustomerLine> = {
  customerId: ({ customer }) => customer.customerId,
  customer: ({ customer }) => customer.name,
  country: ({ customer }) => customer.country,
  recallContact: ({ customer }) => customer.recallContact,
  everydayContact: ({ customer }) => customer.contact,
  contactKnown: ({ customer }) => hasContact(customer),
  relation: ({ customer }) => customer.relation,
  through: ({ customer }) => customer.through.join(', '),
  shipsOn: ({ customer }) => customer.shipsOn,
  lots: once(({ lots }) => lots),
  shipments: once(({ shipments }) => shipments),
  quantity: ({ customer, unit }) => customer.quantities[unit]?.quantity ?? null,
  unit: ({ customer, unit }) => customer.quantities[unit]?.unit ?? null,
  exposure: once(({ exposure }) => exposure.amount),
  currency: ({ customer }) => customer.exposure.currency,
};
