import type { ExtensionField, Field, Subject } from '@lotscope/epcis';
import type { BoundValues } from './bound-values.ts';

/** SQL of one value that a subject has: as text (terms, canonical identifiers), as number, as instant; what it cannot be is absent. */
export interface ValueSql {
  readonly text?: string;
  readonly number?: string;
  readonly time?: string;
  /** That it is an object, which only can be there. */
  readonly isObject?: string;
}

/** All values of a subject in one row: those of a column, or of several columns of lists side by side. */
export interface SubjectSql {
  readonly value: ValueSql;
  /** That the event says it (a single value), or that the value is one that is asked about (lists). */
  readonly said: string;
  /** Columns of lists, by the names that stand for their elements in `value` and `said`. */
  readonly lists?: Readonly<Record<string, string>>;
}

const text = (column: string): SubjectSql => ({ value: { text: column }, said: `${column} != ''` });
const time = (column: string): SubjectSql => ({ value: { time: column }, said: `${column} IS NOT NULL` });
const texts = (column: string): SubjectSql => ({ value: { text: 'v' }, said: 'true', lists: { v: column } });
const quantities = (...roles: readonly string[]): SubjectSql => ({
  value: { text: 'v' },
  said: `r IN (${roles.map((role) => `'${role}'`).join(', ')})`,
  lists: { v: 'quantities.epc_class', r: 'quantities.role' },
});

type OpenField = 'quantity' | 'bizTransaction' | 'source' | 'destination' | `sensor.${string}` | ExtensionField;

const columns: Readonly<Record<Exclude<Field, OpenField>, SubjectSql>> = {
  eventType: text('event_type'),
  eventTime: time('event_time'),
  recordTime: time('record_time'),
  action: text('action'),
  bizStep: text('biz_step'),
  disposition: text('disposition'),
  'persistentDisposition.set': texts('persistent_set'),
  'persistentDisposition.unset': texts('persistent_unset'),
  readPoint: text('read_point'),
  bizLocation: text('biz_location'),
  transformationID: text('transformation_id'),
  eventID: text('event_id'),
  errorDeclaration: time('error_time'),
  'errorDeclaration.time': time('error_time'),
  'errorDeclaration.reason': text('error_reason'),
  'errorDeclaration.correctiveEventID': texts('corrective_event_ids'),
  epc: texts('epcs'),
  parentID: text('parent_id'),
  inputEPC: texts('input_epcs'),
  outputEPC: texts('output_epcs'),
  anyEPC: texts('arrayConcat(epcs, [parent_id], input_epcs, output_epcs)'),
  epcClass: quantities(''),
  inputEPCClass: quantities('input'),
  outputEPCClass: quantities('output'),
  anyEPCClass: quantities('', 'input', 'output'),
  sensorElement: { value: {}, said: 'sensor_elements > 0' },
};

function quantity({ unit }: Subject, bound: BoundValues): SubjectSql {
  const lists = { v: 'quantities.quantity', u: 'quantities.unit' };
  return { value: { number: 'v' }, said: unit === undefined ? 'true' : `u = ${bound.text(unit)}`, lists };
}

function typed(table: string, { types }: Subject, bound: BoundValues): SubjectSql {
  const said = types === undefined ? 'true' : `t IN ${bound.texts(types)}`;
  return { value: { text: 'v' }, said, lists: { v: `${table}.id`, t: `${table}.type` } };
}

function sensor(member: string, { unit }: Subject, bound: BoundValues): SubjectSql {
  const inUnit = unit === undefined ? '' : ` AND u = ${bound.text(unit)}`;
  return {
    value: { text: 'x', number: 'n', time: 't' },
    said: `m = ${bound.text(member)}${inUnit}`,
    lists: { m: 'sensors.member', u: 'sensors.unit', x: 'sensors.text', n: 'sensors.number', t: 'sensors.time' },
  };
}

const extensionLists = {
  s: 'extensions.scope',
  e: 'extensions.name',
  o: 'extensions.is_object',
  x: 'extensions.text',
  n: 'extensions.number',
  t: 'extensions.time',
};

function extension(scope: string, { names = [] }: Subject, bound: BoundValues): SubjectSql {
  return {
    value: { text: 'x', number: 'n', time: 't', isObject: 'o' },
    said: `s = ${bound.text(scope)} AND e IN ${bound.texts(names)}`,
    lists: extensionLists,
  };
}

/** Where the values of a subject are in a row of `epcis_events`. */
export function subjectSql(subject: Subject, bound: BoundValues): SubjectSql {
  const { field } = subject;
  if (Object.hasOwn(columns, field)) return columns[field as keyof typeof columns];
  if (field === 'quantity') return quantity(subject, bound);
  if (field === 'bizTransaction') return typed('biz_transactions', subject, bound);
  if (field === 'source') return typed('sources', subject, bound);
  if (field === 'destination') return typed('destinations', subject, bound);
  const [kind = '', ...rest] = field.split('.');
  return kind === 'sensor' ? sensor(rest.join('.'), subject, bound) : extension(rest.join('.'), subject, bound);
}
