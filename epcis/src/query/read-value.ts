import { identify } from '../identifier/identify.ts';
import { instancesOf, readPattern } from './epc-pattern.ts';
import type { OpenValue, Test } from './event-query.ts';
import { readInstant } from './instant.ts';
import { UnreadableValue } from './invalid-query.ts';
import { type Namespaces, valuesOf } from './namespaces.ts';
import type { Parameter, ValueForm } from './parameter-table.ts';
import { readTerm, type TermList } from './standard-term.ts';
import { beginsAnything, beginsUri, splitList, splitTexts, withPlus } from './value-list.ts';

const quoted = (text: string): string => JSON.stringify(text);
const eventTypes = [
  'ObjectEvent',
  'AggregationEvent',
  'TransactionEvent',
  'TransformationEvent',
  'AssociationEvent',
] as const;
const actions = ['ADD', 'OBSERVE', 'DELETE'] as const;

type ReadTest = (sent: readonly string[], parameter: Parameter, namespaces: Namespaces) => Test;

function words(sent: readonly string[]): readonly string[] {
  const values = splitList(sent, (piece) => beginsUri(piece) || /^\w+$/.test(piece));
  if (values.includes('')) throw new UnreadableValue('a value is empty');
  return [...new Set(values)];
}

function uris(sent: readonly string[], namespaces: Namespaces): readonly string[] {
  const values = splitList(sent, beginsUri);
  const other = values.find((value) => !beginsUri(value));
  if (other !== undefined) throw new UnreadableValue(`${quoted(other)} is not a URI`);
  return [...new Set(values.flatMap((value) => valuesOf(value, namespaces)))];
}

const canonical = (uri: string): string => identify(uri).canonical;
const oneOf = (values: readonly string[]): Test => ({ is: 'oneOf', values: [...new Set(values)] });

function term(list: TermList): ReadTest {
  return (sent, _, namespaces) => oneOf(words(sent).flatMap((word) => readTerm(list, word, namespaces)));
}

function epcs(sent: readonly string[], wanted: 'instances' | 'classes', namespaces: Namespaces): Test {
  const as: string[] = [];
  const patterns: string[] = [];
  for (const uri of uris(sent, namespaces)) {
    const pattern = readPattern(uri);
    const identifier = identify(uri.includes('*') ? uri : uri.replace(/^urn:epc:idpat:/, 'urn:epc:id:'));
    const instances = wanted === 'instances' ? instancesOf(identifier.canonical, identifier.scheme) : null;
    if (pattern) patterns.push(pattern[wanted]);
    else if (instances !== null && identifier.kind === 'class') patterns.push(instances);
    else as.push(identifier.canonical);
  }
  return { is: 'identified', as, patterns };
}

/** A decimal number as JSON or XML writes it; `007`, `0x10` and `Infinity` are none. */
const plainNumber = /^[+-]?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/;

function numberIn(text: string): number | undefined {
  // JSON knows no minus zero and nothing beyond the largest number.
  const value = Number(text) + 0;
  return plainNumber.test(text) && Number.isFinite(value) ? value : undefined;
}

function readNumber(text: string): number {
  const value = numberIn(text);
  if (value === undefined) throw new UnreadableValue(`${quoted(text)} is not a number`);
  return value;
}

function readTime(text: string): string {
  const time = readInstant(text) ?? readInstant(withPlus(text));
  if (time !== null) return time;
  throw new UnreadableValue(
    `${quoted(text)} is not a timestamp with its offset from UTC (2026-01-31T12:00:00.000+01:00 or …Z)`,
  );
}

function readBoolean(text: string): boolean {
  if (text === 'true' || text === '1') return true;
  if (text === 'false' || text === '0') return false;
  throw new UnreadableValue(`${quoted(text)} is neither true nor false`);
}

/** What a text means where nothing says of which type it is; also the value of an extension in an event. */
export function openValue(text: string): OpenValue {
  const time = readInstant(text);
  const number = numberIn(text);
  return {
    text,
    ...(number === undefined ? {} : { number }),
    ...(time === null ? {} : { time }),
  };
}

function openBound(text: string): OpenValue {
  const value = openValue(text);
  if (value.number !== undefined || value.time !== undefined) return value;
  const withOffset = openValue(withPlus(text));
  if (withOffset.time !== undefined) return withOffset;
  throw new UnreadableValue(`${quoted(text)} is neither a number nor a timestamp with its offset from UTC`);
}

function hexBinary(text: string): string {
  if (!/^[0-9a-f]+$/i.test(text)) throw new UnreadableValue(`${quoted(text)} is not hexadecimal`);
  return text.toLowerCase();
}

function oneWord(known: readonly string[], orUri: boolean): ReadTest {
  return (sent, _, namespaces) => {
    const values = words(sent);
    const other = values.find((value) => !known.includes(value) && !(orUri && beginsUri(value)));
    if (other !== undefined) throw new UnreadableValue(`${quoted(other)} is none of ${known.join(', ')}`);
    return oneOf(values.flatMap((value) => valuesOf(value, namespaces)));
  };
}

const only = (sent: readonly string[]): string => sent[0] ?? '';
const numbersOf = (sent: readonly string[]): readonly number[] => splitList(sent, beginsAnything).map(readNumber);
const attributeNames = (sent: readonly string[], namespaces: Namespaces): readonly string[] =>
  words(sent).flatMap((word) => valuesOf(word, namespaces));

const forms: Readonly<Record<ValueForm, ReadTest>> = {
  eventTypes: oneWord(eventTypes, true),
  actions: oneWord(actions, false),
  bizSteps: term('bizStep'),
  dispositions: term('disposition'),
  errorReasons: term('errorReason'),
  measurementTypes: term('measurement'),
  uris: (sent, _, namespaces) => ({ is: 'identified', as: uris(sent, namespaces).map(canonical), patterns: [] }),
  epcs: (sent, _, namespaces) => epcs(sent, 'instances', namespaces),
  epcClasses: (sent, _, namespaces) => epcs(sent, 'classes', namespaces),
  places: (sent, _, namespaces) => ({ is: 'within', places: uris(sent, namespaces).map(canonical) }),
  texts: (sent) => oneOf(splitTexts(sent)),
  hexBinaries: (sent) => ({ is: 'oneOf', values: words(sent).map(hexBinary), ignoringCase: true }),
  numbers: (sent, { by }) => ({ is: 'number', by, numbers: numbersOf(sent) }),
  number: (sent, { by }) => ({ is: 'number', by, numbers: [readNumber(only(sent).trim())] }),
  time: (sent, { by }) => ({ is: 'time', by, time: readTime(only(sent).trim()) }),
  boolean: (sent) => ({ is: 'boolean', value: readBoolean(only(sent).trim()) }),
  presence: () => ({ is: 'present' }),
  openValues: (sent, { by }) => ({ is: 'open', by, values: splitTexts(sent).map(openValue) }),
  openBound: (sent, { by }) => ({ is: 'open', by, values: [openBound(only(sent).trim())] }),
  attributes: (sent, _, namespaces) => ({ is: 'described', attributes: attributeNames(sent, namespaces) }),
  attributeValues: (sent) => ({ is: 'described', attributes: [], values: splitTexts(sent) }),
};

/** Forms of which a parameter has one value: given twice, one would contradict the other. */
const single: readonly ValueForm[] = ['number', 'time', 'boolean', 'presence', 'openBound'];

/** Whether `EXISTS_…` asks for anything: `false` is as if it was not sent. The standard's Void has no value at all. */
function isAsked(sent: string): boolean {
  return sent === '' || sent === 'null' || readBoolean(sent);
}

/** What the values sent for a parameter ask for; null when they ask for nothing. Throws UnreadableValue. */
export function readTest(parameter: Parameter, sent: readonly string[], namespaces: Namespaces): Test | null {
  if (single.includes(parameter.form) && sent.length > 1) throw new UnreadableValue('is given more than once');
  if (parameter.form === 'presence') return isAsked(only(sent).trim()) ? { is: 'present' } : null;
  if (sent.every((text) => text.trim() === '')) throw new UnreadableValue('has no value');
  return forms[parameter.form](sent, parameter, namespaces);
}
