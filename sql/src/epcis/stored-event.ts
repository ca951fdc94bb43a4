import type { EpcisEvent, ReadEvent } from '@lotscope/epcis';

/** A captured event: as sent, as understood, and when it was taken in (our own time, whatever time the sender names). */
export interface StoredEvent extends ReadEvent {
  readonly event: EpcisEvent & { readonly recordTime: string };
  readonly captureId: string;
}

/** A captured event as it was sent. */
export type SentEvent = Pick<ReadEvent, 'original' | 'context'>;

/** One request of a sender that events came with. */
export interface Capture {
  readonly captureId: string;
  readonly recordTime: Date;
}
