export type { Capture, StoredEvent } from './stored-event.ts';
export { storeEvents, type Storing } from './store-events.ts';
export { eventsAbout, eventsOfCapture } from './find-events.ts';
