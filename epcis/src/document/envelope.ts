import type { Json } from '../event/extensions.ts';
import { eventListPaths, type EnvelopeType } from './document-scanner.ts';
import { readDocumentEnvelope, readQueryEnvelope } from './envelope-readers.ts';
import type { LinkedDataContext } from './linked-data-context.ts';
import type { Place } from './place.ts';

/** Where the events of a document are, in the object and in its text. */
export interface Envelope {
  readonly list: Place;
  readonly path: readonly string[];
  readonly context: LinkedDataContext;
  readonly header?: Json;
}

export const isEnvelopeType = (type: Json | undefined): type is EnvelopeType =>
  type === 'EPCISDocument' || type === 'EPCISQueryDocument';

/** Checks what stands around the events; null when their list cannot be reached. */
export function openEnvelope(root: Place, object: Readonly<Record<string, Json>>, type: EnvelopeType): Envelope | null {
  const context = root.context.with(object['@context']);
  const place = root.inContext(context);
  const { epcisBody: list, epcisHeader: header } =
    type === 'EPCISDocument' ? readDocumentEnvelope(place, object) : readQueryEnvelope(place, object);
  // A required member that is missing has been reported; here it only means that there is no list to go on with.
  if (!(list as Place | undefined)) return null;
  return { list: list as Place, path: eventListPaths[type], context, ...(header === undefined ? {} : { header }) };
}
