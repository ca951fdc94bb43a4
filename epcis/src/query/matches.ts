import type { ReadEvent } from '../document/read-event.ts';
import type { Json } from '../event/extensions.ts';
import { identify } from '../identifier/identify.ts';
import { valuesIn } from './event-fields.ts';
import type { Comparator, EventQuery, OpenValue, Test } from './event-query.ts';
import { isWithin, type MasterData, noMasterData } from './master-data.ts';
import { openValue } from './read-value.ts';

type Of<Kind extends Test['is']> = Extract<Test, { readonly is: Kind }>;

function compares<Value extends number | string>(value: Value, by: Comparator, bound: Value): boolean {
  switch (by) {
    case 'EQ':
      return value === bound;
    case 'GT':
      return value > bound;
    case 'GE':
      return value >= bound;
    case 'LT':
      return value < bound;
    case 'LE':
      return value <= bound;
  }
}

const canonical = (value: Json): string => identify(String(value)).canonical;

function isOneOf(value: Json, { values, ignoringCase }: Of<'oneOf'>): boolean {
  return values.includes(ignoringCase ? String(value).toLowerCase() : String(value));
}

function isIdentified(value: Json, { as, patterns }: Of<'identified'>): boolean {
  const identifier = canonical(value);
  return as.includes(identifier) || patterns.some((pattern) => new RegExp(pattern).test(identifier));
}

/** Equal as texts, as numbers or as instants; greater and less are for numbers and instants only. */
function comparesOpen(value: OpenValue, by: Comparator, bound: OpenValue): boolean {
  if (by === 'EQ' && value.text === bound.text) return true;
  if (value.number !== undefined && bound.number !== undefined) return compares(value.number, by, bound.number);
  return value.time !== undefined && bound.time !== undefined && compares(value.time, by, bound.time);
}

function isOpen(value: Json, { by, values }: Of<'open'>): boolean {
  if (typeof value === 'object') return false;
  const meant = openValue(String(value));
  return values.some((bound) => comparesOpen(meant, by, bound));
}

function isDescribed(value: string, { attributes, values }: Of<'described'>, masterData: MasterData): boolean {
  const known = masterData.attributesOf(value);
  return attributes.some((name) =>
    known.get(name)?.some((attribute) => values === undefined || values.includes(attribute)),
  );
}

function passes(value: Json, test: Test, masterData: MasterData): boolean {
  switch (test.is) {
    case 'present':
      return true;
    case 'oneOf':
      return isOneOf(value, test);
    case 'identified':
      return isIdentified(value, test);
    case 'within':
      return isWithin(canonical(value), test.places, masterData);
    case 'time':
      return compares(String(value), test.by, test.time);
    case 'number':
      return test.numbers.some((bound) => compares(Number(value), test.by, bound));
    case 'open':
      return isOpen(value, test);
    case 'boolean':
      return value === test.value;
    case 'described':
      return isDescribed(canonical(value), test, masterData);
  }
}

/**
 * Whether an event is of the answer: every parameter is met by at least one value of what it asks about. What an event does not say meets
 * nothing. Times are compared in milliseconds, quantities and measures only within their unit.
 */
export function matches(query: EventQuery, read: ReadEvent, masterData: MasterData = noMasterData): boolean {
  return query.conditions.every((condition) =>
    valuesIn(read, condition.subject).some((value) => passes(value, condition.test, masterData)),
  );
}
