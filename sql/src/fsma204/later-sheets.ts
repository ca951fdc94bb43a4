import { always, element, type Element, locationElements } from './element.ts';
import type { ReceivingEvent, ShippingEvent, TransformationLine } from './event-queries.ts';
import { identityElements, lotElements, sourceElements } from './lot-elements.ts';

/** 21 CFR 1.1340(a). */
export const shipping: Element<ShippingEvent>[] = [
  ...lotElements<ShippingEvent>({ code: '1.1340(a)(1)', product: '1.1340(a)(3)', source: null }),
  element('Quantity', '1.1340(a)(2)', 'number', (row) => row.quantity, always),
  element('Unit', '1.1340(a)(2)', 'text', (row) => row.unit, always),
  element('Date shipped', '1.1340(a)(6)', 'time', (row) => row.at, always),
  ...locationElements<ShippingEvent>('Shipped from', '1.1340(a)(5)', (row, all) => all.site(row.siteId), always),
  ...locationElements<ShippingEvent>(
    'Subsequent recipient',
    '1.1340(a)(4)',
    (row, all) => all.customer(row.toSiteId, row.customerId),
    always,
  ),
  ...sourceElements<ShippingEvent>({ code: null, product: null, source: '1.1340(a)(7)' }),
  element('Reference document type', '1.1340(a)(8)', 'text', (row) => row.documentType, always),
  element('Reference document number', '1.1340(a)(8)', 'text', (row) => row.document, always),
  ...identityElements<ShippingEvent>(),
  element('Line ID', null, 'text', (row) => row.lineId),
  element('Customer ID', null, 'text', (row) => row.customerId),
  element('Recorded as', null, 'text', (row) => row.recordedAs),
  element('Reason', null, 'text', (row) => row.reason),
];

/** Who it came from: the customer who sent it back, else the supplier. */
const previousSource: Parameters<typeof locationElements<ReceivingEvent>>[2] = (row, all) =>
  row.customerId === null ? all.supplier(row.fromSiteId, row.supplierId) : all.customer(row.fromSiteId, row.customerId);

/** 21 CFR 1.1345(a); what comes from a person to whom the rule does not apply (b) is asked for the same. */
export const receiving: Element<ReceivingEvent>[] = [
  ...lotElements<ReceivingEvent>({ code: '1.1345(a)(1)', product: '1.1345(a)(3)', source: null }),
  element('Quantity', '1.1345(a)(2)', 'number', (row) => row.quantity, always),
  element('Unit', '1.1345(a)(2)', 'text', (row) => row.unit, always),
  element('Date received', '1.1345(a)(6)', 'time', (row) => row.at, always),
  ...locationElements<ReceivingEvent>('Previous source', '1.1345(a)(4)', previousSource, always),
  ...locationElements<ReceivingEvent>('Received at', '1.1345(a)(5)', (row, all) => all.site(row.siteId), always),
  ...sourceElements<ReceivingEvent>({ code: null, product: null, source: '1.1345(a)(7)' }),
  element('Reference document type', '1.1345(a)(8)', 'text', (row) => row.documentType, always),
  element('Reference document number', '1.1345(a)(8)', 'text', (row) => row.document, always),
  ...identityElements<ReceivingEvent>(),
  element('Recorded as', null, 'text', (row) => row.recordedAs),
  element('Reason', null, 'text', (row) => row.reason),
];

const isProduced = ({ role }: TransformationLine): boolean => role === 'produced';
const isLink = ({ recordedAs }: TransformationLine): boolean => recordedAs === 'lot_links';

/**
 * 21 CFR 1.1350(a): (1) of the food used, (2) of the food produced. The record of the operation is the reference document; of a link
 * between lots it is the link.
 */
export const transformation: Element<TransformationLine>[] = [
  element('Food', '1.1350(a)(1)-(2)', 'text', (row) => row.role),
  ...lotElements<TransformationLine>({
    code: '1.1350(a)(1)(i), (2)(i)',
    product: '1.1350(a)(1)(ii), (2)(iv)',
    source: null,
  }),
  element('Quantity', '1.1350(a)(1)(iii), (2)(v)', 'number', (row) => row.quantity, always),
  element('Unit', '1.1350(a)(1)(iii), (2)(v)', 'text', (row) => row.unit, always),
  element('Date completed', '1.1350(a)(2)(iii)', 'time', (row) => row.completedAt, isProduced),
  ...locationElements<TransformationLine>(
    'Transformed at',
    '1.1350(a)(2)(ii)',
    (row, all) => all.site(row.siteId),
    isProduced,
  ),
  element('Reference document type', '1.1350(a)(2)(vi)', 'text', (row) =>
    isLink(row) ? 'Database record' : 'Work order',
  ),
  element('Reference document number', '1.1350(a)(2)(vi)', 'text', (row) => row.eventId),
  ...sourceElements<TransformationLine>({ code: null, product: null, source: null }),
  ...identityElements<TransformationLine>(),
  element('Line ID', null, 'text', (row) => row.lineId),
  element('Recorded as', null, 'text', (row) => row.recordedAs),
  element('Kind of link', null, 'text', (row) => row.linkKind),
  element('Other lot ID', null, 'text', (row) => row.otherLotId),
  element('Other quantity', null, 'number', (row) => row.otherQuantity),
  element('Other unit', null, 'text', (row) => row.otherUnit),
];
