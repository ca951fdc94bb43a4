import { always, element, type Element, locationElements } from './element.ts';
import type { LotOfEvent } from './event-queries.ts';
import type { Location, Locations } from './locations.ts';

/**
 * Where the traceability lot code was assigned. Of a lot that was made and says nothing else, that is where it was made: the place of
 * transformation is the source by definition (21 CFR 1.1350(a)(2)(ii)).
 */
function sourceOf({ tlc, tlcSource, lotOrigin, lotSiteId }: LotOfEvent, locations: Locations): Location | null {
  if (tlcSource !== null) return locations.source(tlcSource);
  return lotOrigin === 'made' && tlc !== null ? locations.site(lotSiteId) : null;
}

const referenceOf = (row: LotOfEvent, locations: Locations): string | null =>
  row.tlcSource !== null && locations.source(row.tlcSource) === null ? row.tlcSource : null;

/** Paragraphs of a section that ask for what every sheet says of the lot; null: the section does not. */
export interface LotSections {
  readonly code: string | null;
  readonly product: string | null;
  readonly source: string | null;
}

export const codeHeader = 'Traceability lot code';
export const productHeader = 'Product description';
export const packagingHeader = 'Packaging size and style';
export const sourceReferenceHeader = 'Traceability lot code source reference';
export const sourcePrefix = 'Traceability lot code source';

/** Code and product description; the source of the code comes later in the sheet. */
export function lotElements<Row extends LotOfEvent>({ code, product }: LotSections): Element<Row>[] {
  const asked = (section: string | null) => (section === null ? undefined : always);
  return [
    element(codeHeader, code, 'text', ({ tlc }) => tlc, asked(code)),
    element(productHeader, product, 'text', ({ itemName }) => itemName, asked(product)),
    element(packagingHeader, product, 'text', ({ packaging }) => packaging, asked(product)),
  ];
}

/** Location description of the source or its reference: one of them is needed. */
export function sourceElements<Row extends LotOfEvent>(
  { source }: LotSections,
  asked: (row: Row) => boolean = always,
): Element<Row>[] {
  const section = source ?? '1.1310';
  const isNeeded = (row: Row, locations: Locations): boolean =>
    source !== null && asked(row) && referenceOf(row, locations) === null;
  return [
    element(sourceReferenceHeader, section, 'text', referenceOf),
    ...locationElements<Row>(sourcePrefix, section, sourceOf, isNeeded),
  ];
}

/** What identifies the lot in the store; the last columns of every sheet. */
export const identityElements = <Row extends LotOfEvent & { readonly eventId: string }>(): Element<Row>[] => [
  element('Lot ID', null, 'text', ({ lotId }) => lotId),
  element('Item ID', null, 'text', ({ itemId }) => itemId),
  element('Lot site ID', null, 'text', ({ lotSiteId }) => lotSiteId),
  element('Event ID', null, 'text', ({ eventId }) => eventId),
];
