import { always, element, type Element, locationElements } from './element.ts';
import type { EarlierEvent } from './event-queries.ts';
import type { Location, Locations } from './locations.ts';
import { identityElements, lotElements, sourceElements } from './lot-elements.ts';

type Row = EarlierEvent;
type Of = (row: Row, locations: Locations) => Location | null;

const place: Of = ({ siteId }, locations) => locations.site(siteId);
const next: Of = ({ nextSiteId }, locations) => locations.site(nextSiteId);
const farm: Of = ({ harvestSiteId }, locations) => locations.site(harvestSiteId);
const harvester: Of = ({ harvesterSiteId }, locations) => locations.site(harvesterSiteId);
const cooler: Of = ({ coolingSiteId }, locations) => locations.site(coolingSiteId);
const from: Of = ({ fromSiteId }, locations) => locations.site(fromSiteId);

const unasked = { code: null, product: null, source: null };
const commodity = (section: string): Element<Row>[] => [
  element('Commodity', section, 'text', (row) => row.commodity, always),
  element('Variety', section, 'text', (row) => row.variety),
];
const quantity = (section: string, what: string): Element<Row>[] => [
  element(`Quantity ${what}`, section, 'number', (row) => row.quantity, always),
  element(`Unit of quantity ${what}`, section, 'text', (row) => row.unit, always),
];
const document = (section: string): Element<Row>[] => [
  element('Reference document type', section, 'text', (row) => row.documentType, always),
  element('Reference document number', section, 'text', (row) => row.document, always),
];
const lotAndIdentity = (): Element<Row>[] => [...sourceElements<Row>(unasked), ...identityElements<Row>()];

/** 21 CFR 1.1325(a)(1). */
export const harvesting: Element<Row>[] = [
  ...lotElements<Row>(unasked),
  ...commodity('1.1325(a)(1)(ii)'),
  ...quantity('1.1325(a)(1)(iii)', 'harvested'),
  element('Date of harvesting', '1.1325(a)(1)(vii)', 'time', (row) => row.at, always),
  ...locationElements<Row>('Farm', '1.1325(a)(1)(iv)', place, always),
  element('Field, growing area or container', '1.1325(a)(1)(v)-(vi)', 'text', (row) => row.growingArea, always),
  ...locationElements<Row>('Subsequent recipient', '1.1325(a)(1)(i)', next, always),
  ...document('1.1325(a)(1)(viii)'),
  ...lotAndIdentity(),
];

/** 21 CFR 1.1325(b)(1). */
export const cooling: Element<Row>[] = [
  ...lotElements<Row>(unasked),
  ...commodity('1.1325(b)(1)(ii)'),
  ...quantity('1.1325(b)(1)(iii)', 'cooled'),
  element('Date of cooling', '1.1325(b)(1)(v)', 'time', (row) => row.at, always),
  ...locationElements<Row>('Cooled at', '1.1325(b)(1)(iv)', place, always),
  ...locationElements<Row>('Farm', '1.1325(b)(1)(vi)', farm, always),
  ...locationElements<Row>('Subsequent recipient', '1.1325(b)(1)(i)', next, always),
  ...document('1.1325(b)(1)(vii)'),
  ...lotAndIdentity(),
];

/** Received from a person to whom the rule does not apply: then (c) asks for that person instead of the harvest. */
const unruled = ({ fromSiteId }: Row): boolean => fromSiteId !== null;
const ruled = (row: Row): boolean => !unruled(row);
const cooled = ({ coolingSiteId, cooledAt }: Row): boolean => coolingSiteId !== null || cooledAt !== null;

/** The harvester is described by name and telephone alone. */
const harvesterElements: Element<Row>[] = [
  element<Row>(
    'Harvester: business name',
    '1.1330(a)(7)',
    'text',
    (row, all) => harvester(row, all)?.name ?? null,
    ruled,
  ),
  element<Row>('Harvester: phone', '1.1330(a)(7)', 'text', (row, all) => harvester(row, all)?.phone ?? null, ruled),
  element<Row>('Harvester: location ID', null, 'text', (row) => row.harvesterSiteId),
];

/** 21 CFR 1.1330(a), and (c) for what was received from a person to whom the rule does not apply. Sprouts (b) are not covered. */
export const initialPacking: Element<Row>[] = [
  ...lotElements<Row>({ code: '1.1330(a)(11)', product: '1.1330(a)(12)', source: null }),
  ...commodity('1.1330(a)(1)'),
  element('Date received', '1.1330(a)(2)', 'time', (row) => row.receivedAt, always),
  ...quantity('1.1330(a)(3)', 'received'),
  ...locationElements<Row>('Farm', '1.1330(a)(4)', farm, ruled),
  element('Field, growing area or container', '1.1330(a)(5)-(6)', 'text', (row) => row.growingArea, ruled),
  ...harvesterElements,
  element('Date of harvesting', '1.1330(a)(8)', 'time', (row) => row.harvestedAt, ruled),
  ...locationElements<Row>('Cooled at', '1.1330(a)(9)', cooler, cooled),
  element('Date of cooling', '1.1330(a)(10)', 'time', (row) => row.cooledAt, cooled),
  ...locationElements<Row>('Received from', '1.1330(c)(4)', from, unruled),
  element('Quantity packed', '1.1330(a)(13)', 'number', (row) => row.packedQuantity, always),
  element('Unit of quantity packed', '1.1330(a)(13)', 'text', (row) => row.packedUnit, always),
  ...locationElements<Row>('Packed at', '1.1330(a)(14)', place, always),
  element('Date of initial packing', '1.1330(a)(15)', 'time', (row) => row.at, always),
  ...document('1.1330(a)(16)'),
  ...lotAndIdentity(),
];

/** 21 CFR 1.1335. */
export const firstReceiving: Element<Row>[] = [
  ...lotElements<Row>({ code: '1.1335(a)', product: null, source: null }),
  element('Species or market name', '1.1335(b)', 'text', (row) => row.commodity ?? row.itemName, always),
  ...quantity('1.1335(c)', 'landed'),
  element('First day of harvest', '1.1335(d)', 'time', (row) => row.harvestedAt, always),
  element('Last day of harvest', '1.1335(d)', 'time', (row) => row.harvestedUntil, always),
  element('Harvest locations', '1.1335(d)', 'text', (row) => row.growingArea, always),
  ...locationElements<Row>('First land-based receiver', '1.1335(e)', place, always),
  element('Date landed', '1.1335(f)', 'time', (row) => row.at, always),
  ...document('1.1335(g)'),
  ...lotAndIdentity(),
];
