import { quoteLiteral } from '../engine/bind-parameters.ts';
import { isTrimmed } from '../import/blanks.ts';
import type { CompiledValue } from '../import/compiled-source.ts';
import { convertDate, formOf } from './date-sql.ts';
import { translate, type Translation } from './dictionary.ts';
import { literalFault, scalarText } from './literal.ts';
import type { Conversion, Scalar, Value } from './mapping-document.ts';
import type { Path } from './mapping-fault.ts';
import { convertNumber, type Converted } from './number-sql.ts';
import { dateReading, numberReading } from './reading.ts';
import { readTemplate, resolver, type Scope, type Target } from './scope.ts';
import { withoutMarkers } from './source-columns.ts';
import { literalText, type Template } from './template.ts';

/** SQL of what a value rule puts into its column; null when that is nothing at all. */
export function compileValue(value: Value, target: Target, path: Path, scope: Scope): CompiledValue | null {
  if (value === null) return null;
  if (typeof value === 'number' || typeof value === 'boolean') return compileLiteral(value, target, path, scope);
  const [from, rule]: [string, Conversion] = typeof value === 'string' ? [value, {}] : [value.from, value];
  const template = readTemplate(from, path, scope);
  if (template === null) return null;
  const literal = literalText(template);
  if (literal !== null && typeof value === 'string') return compileLiteral(literal, target, path, scope);
  return convert(templateSql(template, target, path, scope), from, rule, target, path, scope);
}

/** SQL Nullable(String): the filled-in template, NULL as soon as one of its columns is: never half an id. */
function templateSql(template: Template, target: Target, path: Path, scope: Scope): string {
  const resolve = resolver(scope, !isTrimmed(target.type), path);
  const parts = template.map((part) => (part.kind === 'text' ? quoteLiteral(part.text) : resolve(part)));
  return parts.length === 1 ? parts[0]! : `concat(${parts.join(', ')})`;
}

function compileLiteral(value: Scalar, target: Target, path: Path, scope: Scope): CompiledValue | null {
  const text = scalarText(value);
  if (text === null) return null;
  const fault = literalFault(text, target);
  if (fault !== null) scope.faults.add(path, fault);
  return { text: quoteLiteral(text), source: text };
}

/** Applies null markers, the dictionary, then the number or date reading of the target, then the default. */
export function convert(
  filled: string,
  source: string,
  rule: Conversion,
  target: Target,
  path: Path,
  scope: Scope,
): CompiledValue {
  const raw = rule.nulls === undefined ? filled : withoutMarkers(filled, rule.nulls);
  const reading = convertFor(raw, rule, target, path, scope);
  const translation = rule.dictionary === undefined ? null : translate(raw, rule, target, path, scope);
  const text = withDefault(
    translation === null ? reading.text : translation.text(reading.text),
    rule,
    target,
    path,
    scope,
  );
  const fault = faultSql(reading, translation);
  if (text === raw && fault === null) return { text, source };
  const { form } = reading;
  return { text, source, raw, ...(fault === null ? {} : { fault }), ...(form === undefined ? {} : { form }) };
}

/** A converted value, and the formats that a time was read in, as in `CompiledValue`. */
type ReadValue = Converted & Pick<CompiledValue, 'form'>;

function convertFor(raw: string, rule: Conversion, target: Target, path: Path, scope: Scope): ReadValue {
  const asItIs: Converted = { text: raw, failed: null, reason: '' };
  if (target.type === 'number' || target.type === 'integer')
    return convertNumber(raw, numberReading(rule, path, scope));
  if (rule.scale !== undefined) scope.faults.add(path, `${target.name} is no number: it cannot be scaled`);
  if (target.type !== 'time') return asItIs;
  const reading = dateReading(rule, path, scope);
  return reading === null ? asItIs : { ...convertDate(raw, reading), form: formOf(reading) };
}

function withDefault(text: string, rule: Conversion, target: Target, path: Path, scope: Scope): string {
  if (rule.default === undefined) return text;
  const fallback = compileValue(rule.default, target, [...path, 'default'], scope);
  return fallback === null ? text : `coalesce(${text}, ${fallback.text})`;
}

/** SQL Nullable(String): the reason, where the reading or the dictionary failed; null: neither can. */
function faultSql(reading: Converted, translation: Translation | null): string | null {
  const branches: string[] = [];
  if (translation !== null && translation.missing !== null) {
    branches.push(`${translation.missing}, ${quoteLiteral('not in the dictionary of the mapping')}`);
  }
  if (reading.failed !== null && (translation === null || translation.keeps)) {
    const failed = translation === null ? reading.failed : `(NOT ${translation.found} AND ${reading.failed})`;
    branches.push(`${failed}, ${quoteLiteral(reading.reason)}`);
  }
  return branches.length === 0 ? null : `multiIf(${branches.join(', ')}, NULL)`;
}
