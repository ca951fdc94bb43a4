import type { LinkedDataContext } from '../document/linked-data-context.ts';
import type { ReadEvent } from '../document/read-event.ts';
import type { Extensions, Json } from '../event/extensions.ts';

const isObject = (json: Json | undefined): json is { readonly [name: string]: Json } =>
  typeof json === 'object' && json !== null && !Array.isArray(json);

function withWholeNames(json: Json, context: LinkedDataContext): Json {
  if (Array.isArray(json)) return json.map((one: Json) => withWholeNames(one, context));
  if (!isObject(json)) return json;
  return Object.fromEntries(
    Object.entries(json).map(([name, value]) => [context.expand(name), withWholeNames(value, context)]),
  );
}

/** A place that says nothing but what it is, as nearly all do: looking at the text is ten times as fast as reading it. */
const onlyIds = {
  readPoint: /"readPoint"\s*:\s*\{\s*"id"\s*:\s*"[^"\\]*"\s*\}/g,
  bizLocation: /"bizLocation"\s*:\s*\{\s*"id"\s*:\s*"[^"\\]*"\s*\}/g,
};

/** What an event says of its place beside the place's identifier; the checked view keeps the identifier only. */
export function placeExtensions(read: ReadEvent, member: 'readPoint' | 'bizLocation'): Extensions {
  if (read.event[member] === undefined) return {};
  const mentions = read.original.split(`"${member}"`).length - 1;
  if (mentions === (read.original.match(onlyIds[member])?.length ?? 0)) return {};
  const place = (JSON.parse(read.original) as Readonly<Record<string, Json>>)[member];
  if (!isObject(place)) return {};
  const { id: _, ...extensions } = place;
  return withWholeNames(extensions, read.context) as Extensions;
}
