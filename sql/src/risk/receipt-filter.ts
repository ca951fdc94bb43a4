import { z } from 'zod';
import { siteParameters, visibleSites } from '../query/columns.ts';

/** What is known of a lot, with what reviewers said of it: the newest of their verdicts counts more than what was found. */
export const knownOutcome = `multiIf(r.lot_id IN {saidDeviated: Array(String)}, 'deviated', r.lot_id IN {saidGood: Array(String)}, 'good', toString(r.outcome))`;

/** Rows of sites that the reader may see; what is of no known site hides nothing. */
export const visible = `({allSites: UInt8} OR r.site_id IN {sites: Array(String)} OR r.site_id = '')`;

const common = `({site: String} = '' OR r.site_id = {site: String})
      AND ({item: String} = '' OR r.item_id = {item: String})
      AND ({supplier: String} = '' OR r.supplier_id = {supplier: String})
      AND ({since: Nullable(DateTime64(3, 'UTC'))} IS NULL OR r.received_at >= {since: Nullable(DateTime64(3, 'UTC'))})
      AND ({until: Nullable(DateTime64(3, 'UTC'))} IS NULL OR r.received_at < {until: Nullable(DateTime64(3, 'UTC'))})`;

const ofSupplier = `positionCaseInsensitiveUTF8(r.supplier_id, {q: String}) > 0
        OR r.supplier_id IN (SELECT supplier_id FROM suppliers WHERE positionCaseInsensitiveUTF8(ifNull(name, ''), {q: String}) > 0)`;

/** Of single lots: `q` is part of their ids, of their supplier or of their item. */
export const lotFilter = `${common}
      AND (empty({lots: Array(String)}) OR r.lot_id IN {lots: Array(String)})
      AND ({state: String} = 'all' OR (${knownOutcome} = 'unknown') = ({state: String} = 'open'))
      AND ({state: String} != 'rated' OR r.due)
      AND ({q: String} = '' OR positionCaseInsensitiveUTF8(r.lot_id, {q: String}) > 0
        OR positionCaseInsensitiveUTF8(r.supplier_lot, {q: String}) > 0
        OR ${ofSupplier}
        OR positionCaseInsensitiveUTF8(r.item_id, {q: String}) > 0
        OR r.item_id IN (SELECT item_id FROM items WHERE positionCaseInsensitiveUTF8(ifNull(name, ''), {q: String}) > 0))`;

/** Of suppliers: `q` is part of their ids or names. */
export const supplierFilter = `${common}
      AND ({q: String} = '' OR ${ofSupplier})`;

const given = z.literal('given').default('given');

/** Parameters of every statement about received lots, and the texts that stand for its tokens. */
export const receiptParameters = {
  outcome: given,
  visible: given,
  filter: given,
  site: z.string(),
  item: z.string(),
  supplier: z.string(),
  q: z.string(),
  since: z.date().nullable(),
  until: z.date().nullable(),
  saidDeviated: z.array(z.string()),
  saidGood: z.array(z.string()),
  ...siteParameters,
};
export const lotParameters = {
  ...receiptParameters,
  lots: z.array(z.string()),
  state: z.enum(['open', 'judged', 'rated', 'all']),
};

export const choicesWith = (filter: string) => ({
  outcome: { given: knownOutcome },
  visible: { given: visible },
  filter: { given: filter },
});

/** What reviewers said: lots whose newest verdict is this. */
export interface Reviews {
  readonly deviated: readonly string[];
  readonly good: readonly string[];
}

export interface ReceiptFilter {
  readonly site?: string | undefined;
  readonly item?: string | undefined;
  readonly supplier?: string | undefined;
  readonly q?: string | undefined;
  /** Received on or after; `until` exclusive. */
  readonly since?: Date | undefined;
  readonly until?: Date | undefined;
  /** Sites that the reader may see; null: all. */
  readonly sites: readonly string[] | null;
  readonly reviews: Reviews;
}

export const receiptValues = ({ site, item, supplier, q, since, until, sites, reviews }: ReceiptFilter) => ({
  site: site ?? '',
  item: item ?? '',
  supplier: supplier ?? '',
  q: q ?? '',
  since: since ?? null,
  until: until ?? null,
  saidDeviated: [...reviews.deviated],
  saidGood: [...reviews.good],
  ...visibleSites(sites),
});
