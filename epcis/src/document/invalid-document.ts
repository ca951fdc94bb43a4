import type { ReadDocument } from './read-document.ts';

/** What is wrong with a document, and where (RFC 6901: `/epcisBody/eventList/0/bizStep`). */
export interface Problem {
  readonly path: string;
  readonly reason: string;
}

/** A text is no document of EPCIS 2.0 that can be taken as a whole. */
export class InvalidDocument extends Error {
  readonly problems: readonly Problem[];
  /** The document with those of its events that are right, null when the document itself is wrong (for senders that ask to go on). */
  readonly withoutInvalidEvents: ReadDocument | null;

  constructor(problems: readonly Problem[], withoutInvalidEvents: ReadDocument | null) {
    const [first] = problems;
    super(first ? `${first.path || '/'}: ${first.reason}` : 'The document is not right');
    this.problems = problems;
    this.withoutInvalidEvents = withoutInvalidEvents;
  }
}
