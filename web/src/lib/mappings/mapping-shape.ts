import { z } from 'zod';

const Scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);

/** How a text becomes a value; what is not named here stays as it is. */
export const Conversion = z.looseObject({
  dates: z.union([z.string(), z.array(z.string())]).optional(),
  months: z.union([z.string(), z.array(z.string())]).optional(),
  timezone: z.string().optional(),
  decimal: z.string().optional(),
  thousands: z.string().optional(),
  scale: z.number().optional(),
  nulls: z.array(z.string()).optional(),
  dictionary: z.union([z.string(), z.record(z.string(), Scalar)]).optional(),
  ignoreCase: z.boolean().optional(),
  otherwise: z.string().optional(),
  default: Scalar.optional(),
});
export type Conversion = z.infer<typeof Conversion>;

const ValueRule = Conversion.extend({ from: z.string() });
export const Value = z.union([Scalar, ValueRule]);
export type Value = z.infer<typeof Value>;

const SetOfValues = z.record(z.string(), Value);
export type SetOfValues = z.infer<typeof SetOfValues>;

const MeasuredColumn = Conversion.extend({
  column: z.string(),
  as: z.string().optional(),
  set: SetOfValues.optional(),
});
export type MeasuredColumn = z.infer<typeof MeasuredColumn>;

const Unpivot = z.looseObject({
  columns: z.array(z.union([z.string(), MeasuredColumn])),
  name: z.string(),
  value: z.string(),
});
export type Unpivot = z.infer<typeof Unpivot>;

const RowShape = z.looseObject({
  when: z.string().optional(),
  set: SetOfValues.optional(),
  unpivot: Unpivot.optional(),
});
/** One kind of row that a source row makes. */
export type RowShape = z.infer<typeof RowShape>;

const DatasetShape = RowShape.extend({ dataset: z.string(), each: z.array(RowShape).optional() });

/** A mapping document as far as the editor shows it by columns; the grammar itself is the server's to check. */
export const MappingShape = z.looseObject({
  name: z.string(),
  description: z.string().optional(),
  format: z.string().optional(),
  delimiter: z.string().optional(),
  encoding: z.string().optional(),
  nulls: z.array(z.string()).optional(),
  dates: z.union([z.string(), z.array(z.string())]).optional(),
  months: z.union([z.string(), z.array(z.string())]).optional(),
  timezone: z.string().optional(),
  decimal: z.string().optional(),
  thousands: z.string().optional(),
  datasets: z.array(DatasetShape),
});
export type MappingShape = z.infer<typeof MappingShape>;

export interface Fault {
  readonly path: string;
  readonly message: string;
}

/** What a new mapping starts from: no name, nothing to make of a row yet. */
export const emptyMapping: MappingShape = { grammar: 1, name: '', datasets: [] };

export const writeMapping = (shape: MappingShape): string => JSON.stringify(shape, null, 2);

/** The document that a text holds, or where the text is not one. */
export function readMapping(text: string): { shape: MappingShape } | { faults: Fault[] } {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    return {
      faults: [{ path: 'text', message: `Not JSON: ${error instanceof Error ? error.message : String(error)}` }],
    };
  }
  const parsed = MappingShape.safeParse(json);
  // The document itself, not its copy: nothing that it holds gets lost or another order.
  if (parsed.success) return { shape: json as MappingShape };
  return {
    faults: parsed.error.issues.map((issue) => ({ path: issue.path.join('.') || 'text', message: issue.message })),
  };
}

/** The object with one key changed; no value, a blank one or an empty list takes the key out. */
export function withKey<T extends object>(object: T, key: string, value: unknown): T {
  const blank = value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
  if (!blank) return { ...object, [key]: value };
  return Object.fromEntries(Object.entries(object).filter(([name]) => name !== key)) as T;
}
