export type { Capture, StoredEvent } from './stored-event.ts';
export { storeEvents, type Storing } from './store-events.ts';
export { eventsAbout, eventsOfCapture } from './find-events.ts';
export { KnownMasterData } from './known-master-data.ts';
export { placesOfSites, readMasterData } from './read-master-data.ts';
export { type EventPage, queryEvents, type VisiblePlaces } from './query-events.ts';
