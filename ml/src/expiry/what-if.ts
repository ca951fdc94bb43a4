import { moneyLostOn, savedByMarkdown, savedByTransfer, savedByUsingFirst } from '../fefo/actions.ts';
import type { ExpiryVerdict } from '../fefo/outlook.ts';
import type { Skill } from '../family.ts';
import { AnswerableStock, type LotOnShelf, type ValuedShelf } from './answerable-stock.ts';
import { readArtefact } from './expiry-artefact.ts';
import type { ExpiryData } from './expiry-data.ts';

/** What is to be done with the stock at `place` of `ExpiryData.now`. */
export type ExpiryQuestion = { readonly place: number } & (
  | { readonly action: 'use-first' }
  | { readonly action: 'transfer'; readonly toSiteId: string }
  | { readonly action: 'markdown'; readonly discount: number }
);

/** Expected loss in money at the sites concerned, without and with the action; null: the verdict says why. */
export interface ExpiryAnswer {
  readonly verdict: ExpiryVerdict | Exclude<Skill, 'skill'> | 'unknown cost' | 'unknown price' | 'several currencies';
  readonly before: number | null;
  readonly after: number | null;
  /** Before less after, less what the action costs. */
  readonly saved: number | null;
  /** In sentences. */
  readonly assumed: readonly string[];
}

/** First day on which goods that leave now can be used elsewhere. */
export const arrivesOnDay = 3;
/** By how much demand rises when a price falls: a tenth less, about a fifth more. Not measured: no prices of the past tell it. */
export const elasticity = 2;

const silent = (verdict: ExpiryAnswer['verdict']): ExpiryAnswer => ({
  verdict,
  before: null,
  after: null,
  saved: null,
  assumed: [],
});

/** What an action on one lot would save, by the model that scores, over the same futures with and without it. */
export function expiryWhatIf(artefact: Uint8Array, data: ExpiryData, question: ExpiryQuestion): ExpiryAnswer {
  const model = readArtefact(artefact);
  if (model.skill !== 'skill') return silent(model.skill);
  return answerOn(new AnswerableStock(data, model), question);
}

/** The same of stock whose futures may be known already. */
export function answerOn(stock: AnswerableStock, question: ExpiryQuestion): ExpiryAnswer {
  const of = stock.lotAt(question.place);
  if (typeof of === 'string') return silent(of);
  if (!inOneCurrency(of.shelf)) return silent('several currencies');
  if (question.action === 'use-first') return usingFirst(of);
  if (question.action === 'markdown') return markedDown(of, question.discount);
  const to = stock.shelfAt(of.series.itemId, question.toSiteId);
  if (to === null) return silent('no demand forecast');
  return inOneCurrency(of.shelf, to) ? transferred(of, to) : silent('several currencies');
}

/** Whether the money of these shelves can be added up. */
function inOneCurrency(...shelves: readonly ValuedShelf[]): boolean {
  return new Set(shelves.flatMap(({ currencies }) => [...currencies])).size <= 1;
}

interface Effect {
  readonly before: number | null;
  readonly gross: number | null;
  readonly saved: number | null;
}

function answer({ before, gross, saved }: Effect, assumed: string[]): ExpiryAnswer {
  if (before === null || gross === null) return silent('unknown cost');
  const verdict = saved === null ? 'unknown price' : 'outlook';
  return { verdict, before, after: before - gross, saved, assumed };
}

function usingFirst({ shelf, lot }: LotOnShelf): ExpiryAnswer {
  const saved = savedByUsingFirst(shelf, lot);
  return answer({ before: moneyLostOn(shelf), gross: saved, saved }, [
    'Using one lot before the others costs nothing.',
  ]);
}

function transferred({ shelf, lot }: LotOnShelf, to: ValuedShelf): ExpiryAnswer {
  const { quantity } = shelf.lots[lot]!;
  const saved = savedByTransfer(shelf, lot, to, { quantity, arrivesOnDay, cost: 0 });
  const [here, there] = [moneyLostOn(shelf), moneyLostOn(to)];
  const before = here === null || there === null ? null : here + there;
  return answer({ before, gross: saved, saved }, [
    'All of the lot is sent.',
    `It can be used there from the ${arrivesOnDay}rd day on.`,
    'What the transport costs is not known, and not taken off.',
  ]);
}

function markedDown({ shelf, lot, unitPrice }: LotOnShelf, discount: number): ExpiryAnswer {
  const demandFactor = (1 - discount) ** -elasticity;
  const gross = savedByMarkdown(shelf, lot, { demandFactor, priceCut: 0 });
  const priceCut = discount * unitPrice;
  const saved = Number.isNaN(priceCut) ? null : savedByMarkdown(shelf, lot, { demandFactor, priceCut });
  return answer({ before: moneyLostOn(shelf), gross, saved }, [
    `At ${Math.round(100 * discount)} % off, ${demandFactor.toFixed(2)} times as much is asked for until the lot expires (assumed, not measured).`,
    Number.isNaN(unitPrice)
      ? 'What customers pay for it is not known: what a lower price costs cannot be told.'
      : `The price that is cut is what customers paid on average in the last year: ${unitPrice.toFixed(2)} a unit.`,
  ]);
}
