import type { Condition, EventQuery, Order } from './event-query.ts';
import { InvalidQuery, type QueryProblem, UnreadableValue } from './invalid-query.ts';
import type { Namespaces } from './namespaces.ts';
import { type AnswerParameter, answerParameters } from './parameter-table.ts';
import { readExtensionName, readName } from './read-name.ts';
import { readTest } from './read-value.ts';

type Sent = ReadonlyMap<string, readonly string[]>;
/** What a reader finds wrong is noted, so that the sender learns of all of it at once. */
type Attempt = <Value>(parameter: string, read: () => Value) => Value | undefined;

function readCondition(name: string, values: readonly string[], namespaces: Namespaces): Condition | null {
  const found = readName(name, namespaces);
  if (!found) throw new UnreadableValue('is not a parameter of a query of EPCIS 2.0');
  const test = readTest(found.parameter, values, namespaces);
  if (!test) return null;
  const named = test.is === 'described' && found.attributes ? { ...test, attributes: found.attributes } : test;
  return { parameter: name, subject: found.subject, test: named };
}

function readCount(text: string): number {
  const count = Number(text);
  if (!/^\d+$/.test(text) || count < 1 || !Number.isSafeInteger(count)) {
    throw new UnreadableValue(`${JSON.stringify(text)} is not a whole number of 1 or more`);
  }
  return count;
}

function readOrderBy(text: string, namespaces: Namespaces): Order['by'] {
  if (text === 'eventTime' || text === 'recordTime') return { field: text };
  const extension = readExtensionName(text, namespaces);
  if (extension) return extension;
  throw new UnreadableValue(`${JSON.stringify(text)} is none of eventTime, recordTime or the name of an extension`);
}

function readDirection(text: string): Order['direction'] {
  if (text === 'ASC' || text === 'DESC') return text;
  throw new UnreadableValue(`${JSON.stringify(text)} is neither ASC nor DESC`);
}

function readToken(text: string): string {
  if (text !== '') return text;
  throw new UnreadableValue('has no value');
}

/** What of the answer parameters contradicts each other (8.2.7.1: orderBy, eventCountLimit, maxEventCount). */
function contradictions(sent: Sent): readonly QueryProblem[] {
  const problems: QueryProblem[] = [];
  if (sent.has('eventCountLimit') && sent.has('maxEventCount')) {
    problems.push({ parameter: 'maxEventCount', reason: 'excludes eventCountLimit: one limit only' });
  }
  if (sent.has('eventCountLimit') && !sent.has('orderBy')) {
    problems.push({ parameter: 'eventCountLimit', reason: 'needs orderBy: without an order none is the first' });
  }
  return problems;
}

/** A member that an event has once cannot lie at or after one instant and before an earlier one. */
function emptyPeriods(conditions: readonly Condition[]): readonly QueryProblem[] {
  const problems: QueryProblem[] = [];
  for (const { parameter, subject, test } of conditions) {
    if (test.is !== 'time' || test.by !== 'LT' || subject.field.startsWith('sensor.')) continue;
    const from = conditions.find(
      (other) => other.subject.field === subject.field && other.test.is === 'time' && other.test.by === 'GE',
    );
    if (from?.test.is === 'time' && from.test.time > test.time) {
      problems.push({ parameter, reason: `lies before ${from.parameter}: no event is in between` });
    }
  }
  return problems;
}

/** The parts that are there: an absent one is left out, never `undefined`. */
function present<Part extends object>(part: Part): { [name in keyof Part]?: NonNullable<Part[name]> } {
  return Object.fromEntries(Object.entries(part).filter(([, value]) => value !== undefined)) as never;
}

function readAnswer(sent: Sent, namespaces: Namespaces, attempt: Attempt): Omit<EventQuery, 'conditions'> {
  const one = <Value>(name: AnswerParameter, read: (text: string) => Value): Value | undefined =>
    attempt(name, () => {
      const values = sent.get(name);
      if (values && values.length > 1) throw new UnreadableValue('is given more than once');
      return values?.[0] === undefined ? undefined : read(values[0].trim());
    });
  const by = one('orderBy', (text) => readOrderBy(text, namespaces));
  const direction = one('orderDirection', readDirection) ?? 'DESC';
  return present({
    order: by ? { by, direction } : undefined,
    eventCountLimit: one('eventCountLimit', readCount),
    maxEventCount: one('maxEventCount', readCount),
    perPage: one('perPage', readCount),
    nextPageToken: one('nextPageToken', readToken),
  });
}

/**
 * Reads the parameters of `GET /events` (EPCIS 2.0, 8.2.7.1 and 12). Values of a list are alternatives: repeated, or separated by `|` or `,`.
 * `namespaces` says what the prefixes of the query mean beside those of EPCIS itself. Throws InvalidQuery with every problem: parameters that
 * the standard does not know, values that cannot be read, parameters that contradict each other.
 */
export function readQuery(sent: URLSearchParams, namespaces: Namespaces = new Map()): EventQuery {
  const problems: QueryProblem[] = [];
  const attempt: Attempt = (parameter, read) => {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof UnreadableValue)) throw error;
      problems.push({ parameter, reason: error.message });
      return undefined;
    }
  };
  const byName = new Map([...sent.keys()].map((name) => [name, sent.getAll(name)]));
  const conditions: Condition[] = [];
  for (const [name, values] of byName) {
    if (answerParameters.some((known) => known === name)) continue;
    const condition = attempt(name, () => readCondition(name, values, namespaces));
    if (condition) conditions.push(condition);
  }
  const answer = readAnswer(byName, namespaces, attempt);
  problems.push(...contradictions(byName), ...emptyPeriods(conditions));
  if (problems.length > 0) throw new InvalidQuery(problems);
  return { conditions, ...answer };
}
