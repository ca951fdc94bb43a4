export { eventKeyOf } from './event-key.ts';
export type { Capture, StoredEvent } from './stored-event.ts';
export { refusedArrivals, storeArrivals, storeEvents, type Arrival, type Storing } from './store-events.ts';
export { eventsAbout, eventsOfCapture } from './find-events.ts';
export { KnownMasterData } from './known-master-data.ts';
export { placesOfSites, readMasterData } from './read-master-data.ts';
export { type EventPage, queryEvents, type VisiblePlaces } from './query-events.ts';
