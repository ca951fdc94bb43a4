import {
  asKey,
  choice,
  dataset,
  flag,
  id,
  key,
  keyPart,
  number,
  required,
  text,
  time,
  lineId,
} from './dataset-spec.ts';

export const movements = dataset('movements', 'stock and flow', 'one quantity of one lot moved', {
  movementId: lineId('Identity of the movement; may be missing'),
  lotId: required(id('Lot', 'lots')),
  reason: required(
    choice(['receipt', 'produce', 'issue', 'transfer', 'ship', 'return', 'scrap', 'adjust'], 'Why it moved'),
  ),
  reasonCode: text('Detail of the reason: expired, damaged, mislabelled …'),
  quantity: required(number('signed', 'Quantity; negative reverses, or adjusts downwards')),
  unit: text('Unit of the quantity'),
  fromSiteId: id('Site it left', 'sites'),
  fromLocation: id('Location it left'),
  toSiteId: id('Site it went to', 'sites'),
  toLocation: id('Location it went to'),
  operationId: id('Operation', 'operations'),
  shipmentId: id('Shipment', 'shipments'),
  document: text('Document it was booked with'),
  documentType: text('Kind of that document: bill of lading, purchase order, invoice …'),
  by: text('Who booked it'),
  at: required(time('When')),
});

export const stockCounts = dataset('stock_counts', 'stock and flow', 'one quantity of one lot counted at one place', {
  lotId: key('Lot', 'lots'),
  siteId: key('Site', 'sites'),
  location: keyPart('Location; blank means the whole site'),
  countedAt: asKey(required(time('When it was counted'))),
  kind: { ...choice(['book', 'physical'], 'Book value or physical count'), key: true },
  quantity: required(number('notNegative', 'Quantity')),
  unit: text('Unit of the quantity'),
});

export const shipments = dataset('shipments', 'stock and flow', 'one lot on one line of a shipment', {
  shipmentId: key('Shipment'),
  lineId: lineId('Line of the shipment; may be missing'),
  lotId: required(id('Lot', 'lots')),
  customerId: required(id('Customer it went to', 'customers')),
  fromPartyId: id('Party that shipped it on, when it was not us: a second-tier shipment (D15)', 'customers'),
  fromSiteId: id('Site it left', 'sites'),
  shipToSiteId: id('Site it went to', 'sites'),
  orderId: id('Order', 'planned_orders'),
  handlingUnitId: id('Logistic unit', 'handling_units'),
  quantity: number('notNegative', 'Quantity shipped'),
  unit: text('Unit of the quantity'),
  shippedAt: time('When it left'),
  deliveredAt: time('When it arrived; blank while in transit'),
  documentsComplete: flag('Whether the documents were complete'),
  referenceDocument: text('Bill of lading, invoice …'),
  referenceDocumentType: text('Kind of that document: bill of lading, advance shipping notice, invoice …'),
  unitPrice: number('notNegative', 'Price of one unit'),
  currency: text('Currency of the price, ISO 4217'),
});

const order = {
  orderId: key('Order'),
  lineId: lineId('Line of the order; may be missing'),
  itemId: required(id('Item', 'items')),
  siteId: id('Site', 'sites'),
  supplierId: id('Supplier', 'suppliers'),
  kind: choice(['forecast', 'production', 'customer'], 'Kind of order'),
  quantity: required(number('notNegative', 'Quantity')),
  unit: text('Unit of the quantity'),
  dueAt: required(time('When it is due', 'end')),
  originalDueAt: time('When it was due at first', 'end'),
  status: text('Status in the source'),
};

export const supplyOrders = dataset('supply_orders', 'orders', 'one line of a purchase order', order);
export const plannedOrders = dataset('planned_orders', 'orders', 'one line of a demand or production order', order);

export const allocations = dataset('allocations', 'orders', 'one quantity of one lot reserved for an order', {
  allocationId: lineId('Identity of the allocation; may be missing'),
  lotId: required(id('Lot', 'lots')),
  orderId: required(id('Order', 'planned_orders')),
  lineId: id('Line of the order'),
  quantity: number('notNegative', 'Quantity reserved'),
  unit: text('Unit of the quantity'),
  at: time('When it was reserved'),
});

export const costEntries = dataset('cost_entries', 'costs and changes', 'one cost of quality', {
  costId: lineId('Identity of the entry; may be missing'),
  kind: required(
    choice(
      ['chargeback', 'freight', 'downtime', 'labour', 'disposal', 'appraisal', 'prevention', 'credit'],
      'Kind of cost',
    ),
  ),
  lotId: id('Lot', 'lots'),
  caseId: id('Case or nonconformance'),
  operationId: id('Operation', 'operations'),
  amount: required(number('signed', 'Amount; negative is income')),
  currency: required(text('Currency, ISO 4217')),
  hours: number('notNegative', 'Hours of labour or downtime', 'h'),
  at: required(time('When it was booked')),
});

export const changes = dataset('changes', 'costs and changes', 'one change of a formula, process or specification', {
  changeId: lineId('Identity of the change; may be missing'),
  kind: required(choice(['formula', 'process', 'specification'], 'What changed')),
  itemId: id('Item', 'items'),
  operationId: id('Operation', 'operations'),
  from: text('Before'),
  to: text('After'),
  by: text('Who changed it'),
  at: required(time('When')),
});
