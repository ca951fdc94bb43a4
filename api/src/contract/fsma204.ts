import { z } from 'zod';
import { Day } from './quantities.ts';

/** Critical tracking events, each a sheet; in addresses and file names. */
export const TraceabilityEvent = z.enum([
  'harvesting',
  'cooling',
  'initial-packing',
  'first-land-based-receiving',
  'shipping',
  'receiving',
  'transformation',
]);
export type TraceabilityEvent = z.infer<typeof TraceabilityEvent>;

const period = {
  from: Day.optional().describe('First day; without it from the beginning'),
  to: Day.optional().describe('Exclusive; without it up to now and on'),
  site: z.string().min(1).max(500).optional().describe('Only what happened at this site'),
};
const direction = {
  direction: z.enum(['backward', 'forward', 'both']).default('both').describe('Where the lot is traced to'),
};
const event = { event: TraceabilityEvent };

/** `GET /api/v1/fsma204?…`, and as `fsma204.xlsx`, `fsma204.zip` (a CSV file per sheet), `fsma204.csv` (one of them). */
export const Fsma204PeriodQuery = z.object(period);
export type Fsma204PeriodQuery = z.infer<typeof Fsma204PeriodQuery>;
export const Fsma204PeriodCsvQuery = z.object({ ...period, ...event });
export type Fsma204PeriodCsvQuery = z.infer<typeof Fsma204PeriodCsvQuery>;

/** `GET /api/v1/lots/:lotId/fsma204?…`, and in the same formats: every event of a trace. */
export const Fsma204TraceQuery = z.object(direction);
export type Fsma204TraceQuery = z.infer<typeof Fsma204TraceQuery>;
export const Fsma204TraceCsvQuery = z.object({ ...direction, ...event });
export type Fsma204TraceCsvQuery = z.infer<typeof Fsma204TraceCsvQuery>;

/** `GET /api/v1/scope/:scopeId/fsma204.csv?…` */
export const Fsma204ScopeCsvQuery = z.object(event);
export type Fsma204ScopeCsvQuery = z.infer<typeof Fsma204ScopeCsvQuery>;

const count = z.number().int().nonnegative();

export const Fsma204Sheet = z.object({
  event: TraceabilityEvent,
  name: z.string(),
  section: z.string().describe('Of 21 CFR part 1'),
  records: count,
  missing: count.describe('Key data elements that the records lack'),
  elements: z
    .array(z.object({ header: z.string(), section: z.string().nullable(), missing: count }))
    .describe('Those that are missing anywhere, most often first'),
  withheld: count.describe('Records of sites that the reader may not see'),
  unlisted: count.describe(
    'Records of lots whose item nobody has said to be on the Food Traceability List or not (D24)',
  ),
  undated: count.describe('Records without a date, that no period has; 0 of lots'),
});
export type Fsma204Sheet = z.infer<typeof Fsma204Sheet>;

/** What the electronic sortable spreadsheet holds, before it is downloaded. */
export const Fsma204Summary = z.object({
  about: z.string(),
  generatedAt: z.iso.datetime(),
  dataAsOf: z.iso.datetime().nullable(),
  withheldLots: count.describe('Lots of the trace of sites that the reader may not see'),
  sheets: z.array(Fsma204Sheet),
});
export type Fsma204Summary = z.infer<typeof Fsma204Summary>;
