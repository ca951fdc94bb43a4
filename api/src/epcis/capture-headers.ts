import { HttpException } from '@nestjs/common';
import { CaptureErrorBehaviour } from '../contract/epcis-capture.ts';
import { Invalid } from '../errors/failures.ts';

type Headers = Readonly<Record<string, string | undefined>>;

/** What is to become of a document some of whose events are invalid; rollback unless the sender says otherwise. */
export function behaviourOf(headers: Headers): CaptureErrorBehaviour {
  const given = headers['gs1-capture-error-behaviour'];
  const read = CaptureErrorBehaviour.safeParse(given?.trim().toLowerCase() ?? 'rollback');
  if (read.success) return read.data;
  const message = 'must be rollback or proceed';
  throw new Invalid(`GS1-Capture-Error-Behaviour ${message}`, [{ path: 'GS1-Capture-Error-Behaviour', message }]);
}

const isXml = /^[\w.]+\/([\w.+-]+\+)?xml\b/i;

/** Refuses XML, which EPCIS has too, and versions of EPCIS that have no JSON; whatever else the body calls itself is read as JSON. */
export function demandJson(headers: Headers): void {
  const type = headers['content-type'];
  if (type !== undefined && isXml.test(type))
    throw new HttpException('Send the events as application/json or application/ld+json', 415);
  const version = headers['gs1-epcis-version'];
  if (version !== undefined && !/^2(\.\d+)*$/.test(version.trim()))
    throw new Invalid('Events are read as EPCIS 2.0', [{ path: 'GS1-EPCIS-Version', message: 'must be 2.0' }]);
}

/** `Prefer: return=representation` (RFC 7240). */
export const wantsRepresentation = ({ prefer = '' }: Headers): boolean =>
  /(^|[,;\s])return\s*=\s*"?representation"?/i.test(prefer);
