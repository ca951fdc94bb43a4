import type { Comparator, OpenValue, Test } from '@lotscope/epcis';
import type { BoundValues } from './bound-values.ts';
import type { KnownMasterData } from './known-master-data.ts';
import type { ValueSql } from './subject-values.ts';

type Of<Kind extends Test['is']> = Extract<Test, { readonly is: Kind }>;

const operators: Readonly<Record<Comparator, string>> = { EQ: '=', GT: '>', GE: '>=', LT: '<', LE: '<=' };
const anyOf = (alternatives: readonly string[]): string =>
  alternatives.length === 0 ? 'false' : `(${alternatives.join(' OR ')})`;

/** One of some identifiers, or one that a pattern fits. */
export function identifiedSql(text: string, { as, patterns }: Of<'identified'>, bound: BoundValues): string {
  return anyOf([
    ...(as.length > 0 ? [`${text} IN ${bound.texts(as)}`] : []),
    ...patterns.map((pattern) => `match(${text}, ${bound.text(pattern)})`),
  ]);
}

/** A GLN with an extension, `https://id.gs1.org/414/GLN/254/…`, names a place within the place of the GLN. */
function withinSql(text: string, { places }: Of<'within'>, masterData: KnownMasterData, bound: BoundValues): string {
  const all = bound.texts(masterData.placesWithin(places));
  const isPart = `startsWith(${text}, 'https://id.gs1.org/414/') AND substring(${text}, 37, 5) = '/254/'`;
  return `(${text} IN ${all} OR (${isPart} AND substring(${text}, 1, 36) IN ${all}))`;
}

/** What master data say of an item holds for its lots and serials: `https://id.gs1.org/01/GTIN/10/…`. */
function describedSql(text: string, test: Of<'described'>, masterData: KnownMasterData, bound: BoundValues): string {
  const all = bound.texts(masterData.valuesWith(test.attributes, test.values));
  return `(${text} IN ${all} OR (startsWith(${text}, 'https://id.gs1.org/01/') AND substring(${text}, 1, 36) IN ${all}))`;
}

function openSql({ text, number, time, isObject }: ValueSql, test: Of<'open'>, bound: BoundValues): string {
  const compares = (value: OpenValue): string =>
    anyOf([
      ...(test.by === 'EQ' ? [`${text} = ${bound.text(value.text)}`] : []),
      ...(value.number === undefined ? [] : [`${number} ${operators[test.by]} ${bound.number(value.number)}`]),
      ...(value.time === undefined ? [] : [`${time} ${operators[test.by]} ${bound.instant(value.time)}`]),
    ]);
  return `NOT ${isObject} AND ${anyOf(test.values.map(compares))}`;
}

/** Whether a value passes a test. */
export function testSql(value: ValueSql, test: Test, masterData: KnownMasterData, bound: BoundValues): string {
  const { text = `''`, number = 'NULL', time = 'NULL' } = value;
  switch (test.is) {
    case 'present':
      return 'true';
    case 'oneOf':
      return `${test.ignoringCase ? `lower(${text})` : text} IN ${bound.texts(test.values)}`;
    case 'identified':
      return identifiedSql(text, test, bound);
    case 'within':
      return withinSql(text, test, masterData, bound);
    case 'time':
      return `${time} ${operators[test.by]} ${bound.instant(test.time)}`;
    case 'number':
      return anyOf(test.numbers.map((one) => `${number} ${operators[test.by]} ${bound.number(one)}`));
    case 'open':
      return openSql(value, test, bound);
    case 'boolean':
      return `${text} = '${String(test.value)}'`;
    case 'described':
      return describedSql(text, test, masterData, bound);
  }
}
