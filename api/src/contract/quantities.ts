import { z } from 'zod';

/** Quantities are never added across units (D5): one entry per unit, `unit` null where the source gave none. */
export const Quantity = z.object({
  unit: z.string().nullable(),
  quantity: z.number().nullable().describe('null: not known for any of the rows it would sum'),
  unknown: z
    .number()
    .int()
    .nonnegative()
    .default(0)
    .describe('How many lots or rows have no known quantity in this sum'),
});
export type Quantity = z.infer<typeof Quantity>;

/** An amount in one currency. `amount` is null when nothing of it is known; `unknown` counts what is missing from the sum. */
export const Money = z.object({
  amount: z.number().nullable(),
  currency: z.string().nullable(),
  unknown: z.number().int().nonnegative().default(0).describe('How many lots or rows could not be valued'),
});
export type Money = z.infer<typeof Money>;

/** Kinds of cost entries that exposure is itemised by (D14). */
export const BookedKind = z.enum(['freight', 'disposal', 'credit', 'chargeback', 'labour', 'downtime']);
export type BookedKind = z.infer<typeof BookedKind>;

/** One line of an itemised amount (D14): `amount` null with the reason in `source` where there is no evidence for it. */
export const MoneyPart = z.object({
  part: z.string().describe('stock, retrieval, disposal, credits, lost-margin, labour …'),
  amount: z.number().nullable(),
  currency: z.string().nullable(),
  source: z.string().describe('Where the figure comes from, or why it is unknown'),
  kind: BookedKind.nullable().describe('Of booked costs: the kind of their entries; null of others'),
  unknown: z
    .number()
    .int()
    .nonnegative()
    .describe('What is not in the amount: quantities of the stock, entries of booked costs, lots of a margin'),
});
export type MoneyPart = z.infer<typeof MoneyPart>;

/** A point in time, ISO 8601 UTC. */
export const Instant = z.iso.datetime({ offset: true });
/** Time as the source knew it: an instant, a day (`YYYY-MM-DD`) or a month (`YYYY-MM`). Never more exact than recorded (D4). */
export const RecordedTime = z.string().describe('ISO 8601: instant, day or month');

/** A day or an instant to filter by, within what the store can hold. */
export const Day = z
  .union([z.iso.date(), z.iso.datetime({ offset: true })])
  .refine((text) => text >= '1900' && text < '2299', 'must lie between 1900 and 2299');

/** An ISO week: Monday to Sunday, the first one of a year has its first Thursday. */
export const IsoWeek = z
  .string()
  .regex(/^(19|20|21)\d\d-W(0[1-9]|[1-4]\d|5[0-3])$/)
  .describe('ISO week, YYYY-Www');
