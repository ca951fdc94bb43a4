import type { Conversion, Value } from './mapping-shape.ts';

/** How a value is converted; a plain one is not. */
export function conversionOf(value: Value): Conversion {
  if (typeof value !== 'object' || value === null) return {};
  const { from: _, ...conversion } = value;
  return conversion;
}

/** The template or literal as people write it. */
export function writtenValue(value: Value): string {
  return String((typeof value === 'object' && value !== null ? value.from : value) ?? '');
}

/** The value with another conversion: a rule, or the template alone where there is nothing to convert. */
export function ruleOf(value: Value, conversion: Conversion): Value {
  const from = writtenValue(value);
  return Object.keys(conversion).length === 0 ? from : { from, ...conversion };
}
