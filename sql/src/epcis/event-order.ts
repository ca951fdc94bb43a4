import type { Order } from '@lotscope/epcis';
import type { ParameterValue } from '../engine/engine.ts';
import type { BoundValues } from './bound-values.ts';

/** One of the columns that events are sorted by, the most important first. */
export interface SortKey {
  readonly name: string;
  readonly sql: string;
  readonly type: 'Int64' | 'Float64' | 'UInt8' | 'String';
  readonly direction: 'ASC' | 'DESC';
}

const key = (name: string, sql: string, type: SortKey['type'], direction: SortKey['direction']): SortKey => ({
  name,
  sql,
  type,
  direction,
});

/** What makes the order one order: events that are otherwise alike stand as they were taken in. */
const lastKeys: readonly SortKey[] = [
  key('sort_recorded', 'record_time', 'Int64', 'ASC'),
  key('sort_position', 'toInt64(position)', 'Int64', 'ASC'),
  key('sort_event', 'event_key', 'String', 'ASC'),
];

/** Where the first value of an extension stands in its lists, 0 where there is none; of several names the first counts. */
function placeOfExtension(names: readonly string[], bound: BoundValues): string {
  const lists = 'extensions.scope, extensions.name, extensions.is_object';
  const places = names.map(
    (name) => `arrayFirstIndex((s, e, o) -> s = 'event' AND e = ${bound.text(name)} AND NOT o, ${lists})`,
  );
  return places.reduceRight((others, place) => `if(${place} > 0, ${place}, ${others})`, '0');
}

/** Numbers before instants before texts, each among themselves; events without the extension last, whatever the direction. */
function extensionKeys({ by, direction }: Order, bound: BoundValues): readonly SortKey[] {
  const place = placeOfExtension(by.names ?? [], bound);
  const [number, time, text] = ['number', 'time', 'text'].map((part) => `extensions.${part}[${place}]`);
  const rank = `multiIf(${number} IS NOT NULL, 0, ${time} IS NOT NULL, 1, 2)`;
  return [
    key('sort_missing', `toUInt8(${place} = 0)`, 'UInt8', 'ASC'),
    key('sort_rank', `toUInt8(${rank})`, 'UInt8', direction),
    key('sort_number', `ifNull(${number}, 0)`, 'Float64', direction),
    key('sort_time', `ifNull(${time}, 0)`, 'Int64', direction),
    key('sort_text', `if(${rank} = 2, ${text}, '')`, 'String', direction),
  ];
}

/** What events are sorted by; as they were taken in, where a query does not say. */
export function sortKeys(order: Order | undefined, bound: BoundValues): readonly SortKey[] {
  if (order === undefined) return lastKeys;
  if (order.by.field === 'eventTime')
    return [key('sort_event_time', 'event_time', 'Int64', order.direction), ...lastKeys];
  if (order.by.field === 'recordTime') return lastKeys.map((one) => ({ ...one, direction: order.direction }));
  return [...extensionKeys(order, bound), ...lastKeys];
}

/** That an event stands behind another, of which the values of its keys are given. */
export function behindSql(keys: readonly SortKey[], values: readonly ParameterValue[], bound: BoundValues): string {
  const alternatives = keys.map(({ name, type, direction }, i) => {
    const same = keys.slice(0, i).map((one, j) => `${one.name} = ${bound.add(values[j] ?? null, one.type)}`);
    return [...same, `${name} ${direction === 'ASC' ? '>' : '<'} ${bound.add(values[i] ?? null, type)}`].join(' AND ');
  });
  return `(${alternatives.map((one) => `(${one})`).join(' OR ')})`;
}
