import type { Extensions, Json } from '../event/extensions.ts';
import { isUri } from './uri.ts';
import type { Place } from './place.ts';

/** Checks what stands at a place and answers what it means; undefined after it refused it. */
export type Reader<Value> = (place: Place) => Value | undefined;

type JsonObject = { readonly [name: string]: Json };
type Readers = Readonly<Record<string, Reader<unknown>>>;
type ValueOf<R> = R extends Reader<infer Value> ? Value : never;
type Members<R extends Readers, Required extends keyof R> = {
  -readonly [Name in Required]: ValueOf<R[Name]>;
} & { -readonly [Name in Exclude<keyof R, Required>]?: ValueOf<R[Name]> };

export function objectAt(place: Place): JsonObject | undefined {
  const { value } = place;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return place.refuse('must be an object');
  return value as JsonObject;
}

/** The members that have a reader. Where one is wrong or missing the report says so, and nobody gets to see the answer. */
export function readMembers<R extends Readers, Required extends keyof R & string>(
  place: Place,
  object: JsonObject,
  readers: R,
  required: readonly Required[],
): Members<R, Required> {
  for (const name of required) {
    if (!Object.hasOwn(object, name)) place.refuse(`“${name}” is missing`);
  }
  const members: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(object)) {
    if (!Object.hasOwn(readers, name)) continue;
    const read = readers[name]?.(place.at(name, value));
    if (read !== undefined) members[name] = read;
  }
  return members as Members<R, Required>;
}

/** Refuses members that have no reader. */
export function refuseOthers(place: Place, object: JsonObject, readers: Readers): void {
  for (const [name, value] of Object.entries(object)) {
    if (!Object.hasOwn(readers, name)) place.at(name, value).refuse(`“${name}” is not a member that may stand here`);
  }
}

/** A list, of each element what its reader answers. */
export function list<Value>(reader: Reader<Value>, limits: { min?: number; unique?: boolean } = {}): Reader<Value[]> {
  return (place) => {
    const { value } = place;
    if (!Array.isArray(value)) return place.refuse('must be a list');
    const elements = value as readonly Json[];
    const { min = 0, unique = false } = limits;
    if (elements.length < min) return place.refuse(`must have at least ${min} element${min === 1 ? '' : 's'}`);
    if (unique && new Set(elements).size < elements.length) place.refuse('says something twice');
    return elements.map((element, i) => reader(place.at(i, element))).filter((read) => read !== undefined);
  };
}

const deepest = 100;

/** A value of an extension, with the names within it as whole URIs. */
function expandValue(place: Place, value: Json, depth: number): Json {
  if (typeof value !== 'object' || value === null) return value;
  if (depth > deepest) {
    place.refuse(`is nested more than ${deepest} levels deep`);
    return null;
  }
  if (Array.isArray(value)) return (value as readonly Json[]).map((element) => expandValue(place, element, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([name, within]) => [place.context.expand(name), expandValue(place, within, depth + 1)]),
  );
}

/** The members of a namespace of their own: all that have no reader. A name without a namespace is refused. */
export function readExtensions(place: Place, object: JsonObject, readers: Readers): Extensions {
  const extensions: [string, Json][] = [];
  for (const [name, value] of Object.entries(object)) {
    if (Object.hasOwn(readers, name)) continue;
    const member = place.at(name, value);
    if (isUri(name)) extensions.push([place.context.expand(name), expandValue(member, value, 0)]);
    else member.refuse(`“${name}” is no member of the standard; members of your own have a namespace (prefix:${name})`);
  }
  return Object.fromEntries(extensions);
}

/** All members that have no reader, whatever their names. */
export function readRest(place: Place, object: JsonObject, readers: Readers): Extensions {
  const rest = Object.entries(object).filter(([name]) => !Object.hasOwn(readers, name));
  return Object.fromEntries(
    rest.map(([name, value]) => [place.context.expand(name), expandValue(place.at(name, value), value, 0)]),
  );
}
