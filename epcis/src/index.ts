export type * from './event/event.ts';
export type * from './event/event-members.ts';
export type * from './event/extensions.ts';
export type * from './event/sensor-element.ts';
export type { Identifier, IdentifierKind, IdentifierPart, IdentifierScheme } from './identifier/identifier.ts';
export { identify } from './identifier/identify.ts';
export type { ReadEvent } from './document/read-event.ts';
export { LinkedDataContext } from './document/linked-data-context.ts';
