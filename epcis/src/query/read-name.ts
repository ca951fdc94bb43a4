import type { Subject } from './event-query.ts';
import { UnreadableValue } from './invalid-query.ts';
import { type Namespaces, namesOf, valuesOf } from './namespaces.ts';
import { type Field, type Parameter, parameters } from './parameter-table.ts';
import { readTerm } from './standard-term.ts';

/** What the name of a parameter says. */
export interface ReadName {
  readonly parameter: Parameter;
  readonly subject: Subject;
  /** The attribute that `EQATTR_` names, in all its spellings. */
  readonly attributes?: readonly string[];
}

const fixed = new Map(parameters.filter(({ end }) => end === undefined).map((one) => [one.name, one]));
/** The longest first: `EQ_INNER_ILMD_…` also begins with `EQ_`. */
const families = parameters.filter(({ end }) => end !== undefined).toSorted((a, b) => b.name.length - a.name.length);

/** The members whose values may have master data, as `HASATTR_` and `EQATTR_` name them. */
const described: Readonly<Record<string, Field>> = {
  bizStep: 'bizStep',
  disposition: 'disposition',
  readPoint: 'readPoint',
  bizLocation: 'bizLocation',
  bizTransaction: 'bizTransaction',
  source: 'source',
  destination: 'destination',
  epcClass: 'anyEPCClass',
};

function extensionNames(name: string, namespaces: Namespaces): readonly string[] {
  const names = namesOf(name, namespaces);
  if (names !== null) return names;
  const prefix = name.slice(0, name.indexOf(':'));
  throw new UnreadableValue(`the prefix ${prefix} is not declared; declare it or send the whole URI of the name`);
}

/** Within extensions names may be without a namespace. */
function readExtension(parameter: Parameter, name: string, namespaces: Namespaces): ReadName | null {
  const { field } = parameter;
  if (!name.includes(':') && (!field.endsWith('.inner') || !/^\w+$/.test(name))) return null;
  return { parameter, subject: { field, names: name.includes(':') ? extensionNames(name, namespaces) : [name] } };
}

function describedSubject(name: string, namespaces: Namespaces): Subject | null {
  const field = Object.hasOwn(described, name) ? described[name] : undefined;
  if (field !== undefined) return { field };
  return name.includes(':') ? { field: 'extension.event', names: extensionNames(name, namespaces) } : null;
}

/** `EQATTR_FIELD_ATTRIBUTE`: the first underscore ends the field. */
function readDescribed(parameter: Parameter, rest: string, namespaces: Namespaces): ReadName | null {
  const cut = parameter.end === 'described' ? rest.length : rest.indexOf('_');
  const subject = cut < 0 ? null : describedSubject(rest.slice(0, cut), namespaces);
  const attribute = rest.slice(cut + 1);
  if (!subject || (parameter.end === 'describedAttribute' && attribute === '')) return null;
  return { parameter, subject, ...(attribute === '' ? {} : { attributes: valuesOf(attribute, namespaces) }) };
}

function readFamily(parameter: Parameter, rest: string, namespaces: Namespaces): ReadName | null {
  const { field, end } = parameter;
  switch (end) {
    case 'unit':
      return /^[A-Z0-9]{2,4}$/.test(rest) ? { parameter, subject: { field, unit: rest } } : null;
    case 'bizTransactionType':
    case 'sourceDestinationType':
      return rest === '' ? null : { parameter, subject: { field, types: readTerm(end, rest, namespaces) } };
    case 'extension':
      return readExtension(parameter, rest, namespaces);
    default:
      return readDescribed(parameter, rest, namespaces);
  }
}

/** What a name asks about; null when no parameter of the standard is called so. Throws UnreadableValue for an undeclared prefix. */
export function readName(name: string, namespaces: Namespaces): ReadName | null {
  const parameter = fixed.get(name);
  if (parameter) return { parameter, subject: { field: parameter.field } };
  const family = families.find((one) => name.startsWith(one.name));
  return family ? readFamily(family, name.slice(family.name.length), namespaces) : null;
}

/** The name of an extension of the event, as `orderBy` names it. */
export function readExtensionName(name: string, namespaces: Namespaces): Subject | null {
  return name.includes(':') ? { field: 'extension.event', names: extensionNames(name, namespaces) } : null;
}
