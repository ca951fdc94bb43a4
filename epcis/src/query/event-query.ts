import type { Field } from './parameter-table.ts';

export type Comparator = 'EQ' | 'GT' | 'GE' | 'LT' | 'LE';

/** One value of an extension as a query can mean it: always a text, and where it reads so also a number or an instant. */
export interface OpenValue {
  readonly text: string;
  readonly number?: number;
  /** UTC with milliseconds. */
  readonly time?: string;
}

/** What one of the values of a subject must be. */
export type Test =
  | { readonly is: 'oneOf'; readonly values: readonly string[]; readonly ignoringCase?: true }
  /** Canonical identifiers, and regular expressions that a canonical identifier may match instead. */
  | { readonly is: 'identified'; readonly as: readonly string[]; readonly patterns: readonly string[] }
  /** One of these places, or a place within it. */
  | { readonly is: 'within'; readonly places: readonly string[] }
  | { readonly is: 'time'; readonly by: Comparator; readonly time: string }
  | { readonly is: 'number'; readonly by: Comparator; readonly numbers: readonly number[] }
  | { readonly is: 'open'; readonly by: Comparator; readonly values: readonly OpenValue[] }
  | { readonly is: 'boolean'; readonly value: boolean }
  | { readonly is: 'present' }
  /** Master data of the value say one of these attributes; with `values`, that it is one of them. */
  | { readonly is: 'described'; readonly attributes: readonly string[]; readonly values?: readonly string[] };

/** Where in an event a condition looks. */
export interface Subject {
  readonly field: Field;
  /** Only what is measured in this unit (UN/CEFACT code). */
  readonly unit?: string;
  /** Only business transactions, sources or destinations of one of these types. */
  readonly types?: readonly string[];
  /** Only extensions of one of these names (whole URIs). */
  readonly names?: readonly string[];
}

/** One parameter: at least one value of its subject passes its test. */
export interface Condition {
  readonly parameter: string;
  readonly subject: Subject;
  readonly test: Test;
}

export interface Order {
  readonly by: Subject;
  readonly direction: 'ASC' | 'DESC';
}

/** A query of EPCIS 2.0 (SimpleEventQuery), read and checked: whole URIs, UTC, canonical identifiers. */
export interface EventQuery {
  /** All of them hold for an event of the answer. */
  readonly conditions: readonly Condition[];
  /** Without it the order is not defined. */
  readonly order?: Order;
  /** Only the first so many of the ordered events. */
  readonly eventCountLimit?: number;
  /** More events than this are too many to answer with (QueryTooLargeException). */
  readonly maxEventCount?: number;
  readonly perPage?: number;
  readonly nextPageToken?: string;
}
