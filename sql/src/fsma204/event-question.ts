import { z } from 'zod';
import { siteParameters, visibleSites } from '../query/columns.ts';

/** Lots that a spreadsheet is about: all of them, by number (those of a scope), or by id (those of a trace). */
const lotChoices = {
  all: '1',
  nodes: 'lot_id IN (SELECT lot_id FROM lot_facts WHERE node_no IN {nodes: Array(UInt32)})',
  ids: 'lot_id IN {lotIds: Array(String)}',
} as const;

/** Only foods on the Food Traceability List are concerned (D24); what else there is, is counted. */
const listingChoices = { listed: 'ifNull(i.food_traceability_list, false)', any: '1' } as const;

const inPeriod =
  "at >= parseDateTime64BestEffort({from: String}, 3, 'UTC') AND at < parseDateTime64BestEffort({to: String}, 3, 'UTC')";
/** Events without a date are in no period; they are counted. */
const whenChoices = { any: '1', period: inPeriod, 'period-or-undated': `(${inPeriod} OR at IS NULL)` } as const;

/** Texts of the tokens in the event queries. */
export const eventChoices = { lots: lotChoices, listing: listingChoices, when: whenChoices };

export const eventParameters = {
  lots: z.enum(['all', 'nodes', 'ids']),
  nodes: z.array(z.number().int()),
  lotIds: z.array(z.string()),
  listing: z.enum(['listed', 'any']),
  when: z.enum(['any', 'period', 'period-or-undated']),
  from: z.string(),
  to: z.string(),
  site: z.string(),
  ...siteParameters,
};
type EventParameters = z.input<z.ZodObject<typeof eventParameters>>;

/** Which events: of a period, or of lots; at one site, where it is named; those that the reader may see (null: all). */
export interface EventQuestion {
  readonly of:
    | { readonly kind: 'period'; readonly from: Date; readonly to: Date }
    | { readonly kind: 'lots'; readonly lots: LotsOfQuestion };
  readonly site?: string | undefined;
  readonly sites: readonly string[] | null;
}

/** Lots by number or by id, in the order in which their events are wanted. */
export type LotsOfQuestion = { readonly nodes: Uint32Array } | { readonly ids: readonly string[] };

/** What part of a question one statement asks. */
export interface EventPart {
  readonly lots: 'all' | { readonly nodes: readonly number[] } | { readonly ids: readonly string[] };
  /** With what the sheet leaves out: items that are not on the list or not known to be, and events that no period has. */
  readonly everything: boolean;
}

const never = '1970-01-01T00:00:00Z';

export function parametersOf({ of, site = '', sites }: EventQuestion, part: EventPart): EventParameters {
  const { lots, everything } = part;
  const period = of.kind === 'period' ? of : null;
  return {
    lots: lots === 'all' ? 'all' : 'nodes' in lots ? 'nodes' : 'ids',
    nodes: lots !== 'all' && 'nodes' in lots ? [...lots.nodes] : [],
    lotIds: lots !== 'all' && 'ids' in lots ? [...lots.ids] : [],
    listing: everything ? 'any' : 'listed',
    when: period === null ? 'any' : everything ? 'period-or-undated' : 'period',
    from: period?.from.toISOString() ?? never,
    to: period?.to.toISOString() ?? never,
    site,
    ...visibleSites(sites),
  };
}
