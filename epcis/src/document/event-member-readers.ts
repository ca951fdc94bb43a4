import type {
  BizTransaction,
  Destination,
  ErrorDeclaration,
  PersistentDisposition,
  QuantityElement,
  Source,
} from '../event/event-members.ts';
import type { Extensions } from '../event/extensions.ts';
import { list, objectAt, readExtensions, readMembers, refuseOthers } from './members.ts';
import type { Place } from './place.ts';
import { readNumber, textLike } from './scalars.ts';
import { termOf } from './term.ts';
import { readTime } from './time.ts';
import { readUri } from './uri.ts';
import { vocabulary } from './vocabulary.ts';

const quantityReaders = {
  epcClass: readUri,
  quantity: readNumber,
  uom: textLike(/^[A-Z0-9]{2,3}$/, 'a unit of measure (a code of two or three signs of UN/CEFACT Recommendation 20)'),
};

export function readQuantity(place: Place): QuantityElement | undefined {
  const object = objectAt(place);
  if (!object) return undefined;
  refuseOthers(place, object, quantityReaders);
  return readMembers(place, object, quantityReaders, ['epcClass']);
}

const bizTransactionReaders = { type: termOf(vocabulary.bizTransactionType), bizTransaction: readUri };

export function readBizTransaction(place: Place): BizTransaction | undefined {
  const object = objectAt(place);
  if (!object) return undefined;
  refuseOthers(place, object, bizTransactionReaders);
  return readMembers(place, object, bizTransactionReaders, ['bizTransaction']);
}

const sourceReaders = { type: termOf(vocabulary.sourceDestinationType), source: readUri };

export function readSource(place: Place): Source | undefined {
  const object = objectAt(place);
  if (!object) return undefined;
  refuseOthers(place, object, sourceReaders);
  return readMembers(place, object, sourceReaders, ['type', 'source']);
}

const destinationReaders = { type: termOf(vocabulary.sourceDestinationType), destination: readUri };

export function readDestination(place: Place): Destination | undefined {
  const object = objectAt(place);
  if (!object) return undefined;
  refuseOthers(place, object, destinationReaders);
  return readMembers(place, object, destinationReaders, ['type', 'destination']);
}

const dispositions = list(termOf(vocabulary.disposition), { min: 1, unique: true });
const persistentReaders = { set: dispositions, unset: dispositions };

export function readPersistentDisposition(place: Place): PersistentDisposition | undefined {
  const object = objectAt(place);
  if (!object) return undefined;
  refuseOthers(place, object, persistentReaders);
  if (!('set' in object || 'unset' in object)) return place.refuse('must set or unset a disposition');
  return { set: [], unset: [], ...readMembers(place, object, persistentReaders, []) };
}

const errorReaders = {
  declarationTime: readTime,
  reason: termOf(vocabulary.errorReason),
  correctiveEventIDs: list(readUri),
};

export function readErrorDeclaration(place: Place): ErrorDeclaration | undefined {
  const object = objectAt(place);
  if (!object) return undefined;
  const extensions = readExtensions(place, object, errorReaders);
  const members = readMembers(place, object, errorReaders, ['declarationTime']);
  return { correctiveEventIDs: [], ...members, extensions };
}

/** The URI of a place (`{ "id": … }`); whatever else stands there is kept in the original only. */
export function readLocation(place: Place): string | undefined {
  const object = objectAt(place);
  return object && readMembers(place, object, { id: readUri }, ['id']).id;
}

/** One certificate or several. */
export function readCertification(place: Place): string[] | undefined {
  if (Array.isArray(place.value)) return list(readUri)(place);
  const uri = readUri(place);
  return uri === undefined ? undefined : [uri];
}

/** Master data of the instance or lot: every name has a namespace. */
export function readIlmd(place: Place): Extensions | undefined {
  const object = objectAt(place);
  return object && readExtensions(place, object, {});
}
