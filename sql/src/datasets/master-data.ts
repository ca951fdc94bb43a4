import {
  asKey,
  choice,
  dataset,
  flag,
  id,
  integer,
  key,
  keyPart,
  number,
  required,
  text,
  time,
} from './dataset-spec.ts';

export const items = dataset('items', 'master data', 'one item that is made or bought', {
  itemId: key('Identity of the item'),
  name: text('Name that people use'),
  kind: choice(['raw', 'packaging', 'intermediate', 'finished', 'byproduct'], 'Role of the item in production'),
  tracking: choice(['none', 'lot', 'serial'], 'How units of it are told apart'),
  unit: text('Base unit of its quantities'),
  gtin: id('Global trade item number'),
  shelfLifeDays: integer('notNegative', 'Days from manufacture to expiry', 'd'),
  minRemainingLifeDays: integer('notNegative', 'Days of life that customers ask for by default (D20)', 'd'),
  expiryKind: choice(['use_by', 'best_before'], 'use_by blocks, best_before warns (D4)'),
  expiryDayUsable: flag('Whether the expiry day itself is still usable (D4)'),
  foodTraceabilityList: flag('On the FSMA 204 food traceability list (D24)'),
  packaging: text('Packaging size and style, part of the product description of FSMA 204'),
  standardCost: number('notNegative', 'Standard cost of one base unit'),
  currency: text('Currency of the standard cost, ISO 4217'),
});

export const unitConversions = dataset('unit_conversions', 'master data', 'one conversion factor of one item', {
  itemId: key('Item it holds for', 'items'),
  fromUnit: key('Unit converted from'),
  toUnit: key('Unit converted to'),
  factor: required(number('positive', 'How many toUnit are one fromUnit')),
});

export const bomComponents = dataset('bom_components', 'master data', 'one component of one product', {
  itemId: key('Product', 'items'),
  componentId: key('Component that goes into it', 'items'),
  quantity: required(number('positive', 'Component quantity for one base unit of the product')),
  unit: text('Unit of the component quantity'),
  validFrom: time('First moment it holds'),
  validTo: time('Last moment it holds', 'end'),
});

export const suppliers = dataset('suppliers', 'master data', 'one supplier', {
  supplierId: key('Identity of the supplier'),
  name: text('Name'),
  country: text('Country, ISO 3166'),
  contact: text('Everyday contact'),
  recallContact: text('Contact for recalls, day and night'),
  kind: text('Kind of supplier'),
});

export const customers = dataset('customers', 'master data', 'one customer', {
  customerId: key('Identity of the customer'),
  name: text('Name'),
  country: text('Country, ISO 3166'),
  contact: text('Everyday contact'),
  recallContact: text('Contact for recalls, day and night'),
  kind: text('Kind of customer: retailer, distributor, hospital …'),
});

export const customerItemRules = dataset(
  'customer_item_rules',
  'master data',
  'one rule of one customer, for one item or for all',
  {
    customerId: key('Customer', 'customers'),
    itemId: keyPart('Item; blank means every item', 'items'),
    minRemainingLifeDays: integer('notNegative', 'Remaining life that the customer accepts (D20)', 'd'),
    certificateRequired: flag('A certificate must go with the lot'),
    restrictedItems: text('Materials that must not be in it, separated by ;'),
  },
);

export const sites = dataset(
  'sites',
  'master data',
  'one site: plant, warehouse, 3PL, co-manufacturer or party address',
  {
    siteId: key('Identity of the site'),
    name: text('Name'),
    kind: choice(['plant', 'warehouse', '3pl', 'comanufacturer', 'supplier', 'customer'], 'Kind of site'),
    gln: id('Global location number'),
    timezone: text('IANA time zone; the local day of dates without a time (D4)'),
    address: text('Street address, or the whole postal address'),
    city: text('City'),
    region: text('State, province or region'),
    postalCode: text('Postal code'),
    country: text('Country, ISO 3166'),
    phone: text('Telephone number, part of the location description of FSMA 204'),
    latitude: number('signed', 'Latitude', '°'),
    longitude: number('signed', 'Longitude', '°'),
    parentSiteId: id('Site that it belongs to', 'sites'),
  },
);

export const exchangeRates = dataset('exchange_rates', 'master data', 'the rate of one pair of currencies on one day', {
  fromCurrency: key('Currency converted from, ISO 4217'),
  toCurrency: key('Currency converted to, ISO 4217'),
  on: asKey(required(time('Day it holds from'))),
  rate: required(number('positive', 'How many toCurrency are one fromCurrency')),
});
