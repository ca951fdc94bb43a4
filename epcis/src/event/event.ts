import type {
  BizTransaction,
  Destination,
  ErrorDeclaration,
  PersistentDisposition,
  QuantityElement,
  Source,
} from './event-members.ts';
import type { Extensions } from './extensions.ts';
import type { SensorElement } from './sensor-element.ts';

/** What an event does to what it names: it begins (ADD), goes on (OBSERVE) or ends (DELETE). */
export type EventAction = 'OBSERVE' | 'ADD' | 'DELETE';

/**
 * What all five events say, checked. Times are UTC with milliseconds (`2026-01-02T03:04:05.678Z`), standard terms their short names
 * (`receiving`), all other terms, identifiers and names of extensions whole URIs. A member that an event does not say is absent; a list
 * that it does not say is empty.
 */
interface EventCore {
  /** As sent, or computed of what the event says when it was sent without (then the same event has the same ID again). */
  readonly eventID: string;
  readonly eventTime: string;
  readonly eventTimeZoneOffset: string;
  /** When a repository first took the event in; absent until one has. */
  readonly recordTime?: string;
  readonly errorDeclaration?: ErrorDeclaration;
  readonly certificationInfo: readonly string[];
  readonly bizStep?: string;
  readonly disposition?: string;
  readonly readPoint?: string;
  readonly bizLocation?: string;
  readonly bizTransactionList: readonly BizTransaction[];
  readonly sourceList: readonly Source[];
  readonly destinationList: readonly Destination[];
  readonly sensorElementList: readonly SensorElement[];
  readonly extensions: Extensions;
}

/** Something happened to objects: they were made, seen, ended. */
export interface ObjectEvent extends EventCore {
  readonly type: 'ObjectEvent';
  readonly action: EventAction;
  readonly epcList: readonly string[];
  readonly quantityList: readonly QuantityElement[];
  readonly persistentDisposition?: PersistentDisposition;
  readonly ilmd: Extensions;
}

interface ParentAndChildren extends EventCore {
  readonly action: EventAction;
  readonly parentID?: string;
  readonly childEPCs: readonly string[];
  readonly childQuantityList: readonly QuantityElement[];
}

/** Children were packed into a parent or taken out; without children DELETE takes out all, without a parent any. */
export interface AggregationEvent extends ParentAndChildren {
  readonly type: 'AggregationEvent';
}

/** Children were fitted to a parent (or to a place) or taken off. */
export interface AssociationEvent extends ParentAndChildren {
  readonly type: 'AssociationEvent';
  readonly parentID: string;
}

/** Objects were tied to business transactions or loosened from them. */
export interface TransactionEvent extends EventCore {
  readonly type: 'TransactionEvent';
  readonly action: EventAction;
  readonly parentID?: string;
  readonly epcList: readonly string[];
  readonly quantityList: readonly QuantityElement[];
}

/** Inputs became outputs; events of one transformationID tell one transformation together. */
export interface TransformationEvent extends EventCore {
  readonly type: 'TransformationEvent';
  readonly transformationID?: string;
  readonly inputEPCList: readonly string[];
  readonly inputQuantityList: readonly QuantityElement[];
  readonly outputEPCList: readonly string[];
  readonly outputQuantityList: readonly QuantityElement[];
  readonly persistentDisposition?: PersistentDisposition;
  readonly ilmd: Extensions;
}

/** An event of a type of the sender's own (a URI): all it says beside the common members is in `extensions`. */
export interface ExtendedEvent extends EventCore {
  readonly type: 'ExtendedEvent';
  readonly extendedType: string;
}

/** One checked event of EPCIS 2.0. */
export type EpcisEvent =
  ObjectEvent | AggregationEvent | AssociationEvent | TransactionEvent | TransformationEvent | ExtendedEvent;
