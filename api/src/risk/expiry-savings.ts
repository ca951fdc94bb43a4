import { expiryActionWords } from '@lotscope/jobs/contract';
import type { ScoredStock } from '@lotscope/sql';
import type { ExpiryAction, ExpirySaving } from '../contract/risk-expiry.ts';
import { moneyOf } from '../lots/money.ts';

/** How to speak of a site to the reader; null: it may not be seen. */
export type SiteNamed = (siteId: string) => string | null;

/** What each action on the stock is expected to save, or why that is not told; nothing of an action that there was no reason to compare. */
export function savingsOf(row: ScoredStock, siteNamed: SiteNamed): ExpirySaving[] {
  return [
    ...savingOf(row, 'use-first', row.useFirstVerdict, row.savedByUsingFirst, {
      detail: 'Used before all other lots of the item at the site',
      assumed: ['Using one lot before the others costs nothing.'],
    }),
    ...savingOf(row, 'transfer', row.transferVerdict, row.savedByTransfer, transferOf(row, siteNamed)),
    ...savingOf(row, 'markdown', row.markdownVerdict, row.savedByMarkdown, markdownOf(row)),
  ];
}

type Told = Partial<ExpirySaving> & Pick<ExpirySaving, 'detail' | 'assumed'>;

function savingOf(
  { currency }: ScoredStock,
  action: ExpiryAction,
  verdict: string | null,
  amount: number | null,
  told: Told,
): ExpirySaving[] {
  const nowhere = { toSiteId: null, discount: null };
  if (amount !== null) return [{ action, saved: moneyOf(amount, currency), ...nowhere, ...told }];
  if (verdict === null) return [];
  return [{ action, saved: moneyOf(null, currency), ...nowhere, detail: expiryActionWords(verdict), assumed: [] }];
}

function transferOf({ transferTo, transferDays }: ScoredStock, siteNamed: SiteNamed): Told {
  const name = transferTo === null ? null : siteNamed(transferTo);
  return {
    detail: name === null ? 'Sent to another site, which you may not see' : `Sent to ${name}`,
    toSiteId: name === null ? null : transferTo,
    assumed: [
      'All of the lot is sent to the site where that saves most.',
      ...(transferDays === null ? [] : [`It can be used there from day ${transferDays} on.`]),
      'What the transport costs is not known, and not taken off.',
    ],
  };
}

function markdownOf({ markdownDiscount, priceElasticity, unitPrice, currency, unit }: ScoredStock): Told {
  if (markdownDiscount === null || priceElasticity === null) return { detail: 'Sold at a lower price', assumed: [] };
  const percent = `${Math.round(100 * markdownDiscount)} %`;
  const times = ((1 - markdownDiscount) ** -priceElasticity).toFixed(2);
  const price = unitPrice === null ? '' : ` (${unitPrice.toFixed(2)} ${currency ?? ''} per ${unit ?? 'unit'})`;
  return {
    detail: `Sold at ${percent} off`,
    discount: markdownDiscount,
    assumed: [
      `At ${percent} off, ${times} times as much is asked for until the lot expires (price elasticity ${priceElasticity}, assumed, not measured).`,
      `The price that is cut is what customers paid on average in the last year${price}.`,
    ],
  };
}

/** The action that saves most; undefined: none is known to save anything. */
export function bestSaving(savings: readonly ExpirySaving[]): ExpirySaving | undefined {
  return savings
    .filter(({ saved }) => saved.amount !== null && saved.amount > 0)
    .toSorted((one, other) => (other.saved.amount ?? 0) - (one.saved.amount ?? 0))[0];
}
