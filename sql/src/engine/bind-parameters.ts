import type { Parameters, ParameterValue } from './engine.ts';

// String literals, quoted names and comments are skipped, so that a brace in them is left alone.
const token =
  /'(?:[^'\\]|\\[\s\S]|'')*'|`(?:[^`\\]|\\[\s\S])*`|"(?:[^"\\]|\\[\s\S])*"|--[^\n]*|\/\*[\s\S]*?\*\/|\{\s*(\w+)\s*:\s*([^{}]+?)\s*\}/g;

/**
 * Replaces `{name: Type}` by a typed literal, as the engine itself would.
 * The embedded driver queues all statements with bound parameters of the process one behind the other (a
 * 7 s read held up every other one), and `SET param_…` stays behind in the session; a server takes no parameter beyond
 * 128 KiB: hence the text.
 */
export function bindParameters(sql: string, parameters: Parameters = {}): string {
  return sql.replace(token, (text: string, name: string | undefined, type: string | undefined) => {
    if (name === undefined || type === undefined) return text;
    const value = parameters[name];
    if (value === undefined) throw new Error(`The statement has no value for its parameter ${name}`);
    if (type === 'Identifier') return quoteIdentifier(String(value));
    if (value === null) return `_CAST(NULL, ${quoteLiteral(type)})`;
    return `_CAST(${quoteLiteral(parameterText(value, type))}, ${quoteLiteral(type)})`;
  });
}

/** A ClickHouse string literal. */
export function quoteLiteral(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll('\0', '\\0')}'`;
}

/** A ClickHouse identifier in backquotes. */
export function quoteIdentifier(name: string): string {
  return `\`${name.replaceAll('\\', '\\\\').replaceAll('`', '\\`')}\``;
}

function parameterText(value: ParameterValue, type: string): string {
  if (value instanceof Date) return dateText(value, type);
  if (Array.isArray(value))
    return `[${value.map((element) => elementText(element as ParameterValue, type)).join(',')}]`;
  return String(value);
}

function elementText(value: ParameterValue, type: string): string {
  if (value === null) return 'NULL';
  if (typeof value === 'string') return quoteLiteral(value);
  if (value instanceof Date) return quoteLiteral(dateText(value, type));
  return parameterText(value, type);
}

function dateText(value: Date, type: string): string {
  const text = value.toISOString();
  if (/\bDateTime64\b/.test(type)) return text.slice(0, 23).replace('T', ' ');
  return /\bDateTime\b/.test(type) ? text.slice(0, 19).replace('T', ' ') : text.slice(0, 10);
}
