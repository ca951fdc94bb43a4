import type { ExpiryAnswer, ExpiryData, ExpiryQuestion } from '@lotscope/ml';
import type { Engine, StockOfNow } from '@lotscope/sql';
import type { Pool } from 'pg';
import { expiryVerdictWords } from '../contract/expiry-verdicts.ts';
import type { JobPayload, JobResult } from '../contract/jobs.ts';
import { NoServingModel, ServingModels } from '../models/serving-models.ts';
import { expiryFamily } from '../training/expiry.ts';
import { runInThread } from '../training/run-in-thread.ts';
import { processor } from '../worker/processor.ts';

type Payload = JobPayload<'what-if-expiry'>;
type Result = JobResult<'what-if-expiry'>;
type Stock = ExpiryData & { readonly now: StockOfNow };

const moneyOf = (amount: number | null, currency: string | null) => ({
  amount,
  currency,
  unknown: amount === null ? 1 : 0,
});

/** No figures, and why. */
const silent = (verdict: string, currency: string | null = null): Result => {
  const nothing = moneyOf(null, currency);
  return { before: nothing, after: nothing, saved: nothing, assumed: [], verdict };
};

/** What an action on stock would save, by the model that serves. */
export function whatIfExpiry(engine: Engine, pool: Pool) {
  const models = new ServingModels(pool);
  const { module, family, current } = expiryFamily(engine);

  return processor('what-if-expiry', async (payload, { signal, progress }) => {
    progress({ stage: 'reading', done: 0, total: 2 });
    const reading = await current(signal);
    const asked = reading === null ? null : stockOfItem(reading.data as Stock, payload);
    if (asked === null) return silent('There is no such stock any more');
    const { currency } = asked;
    progress({ stage: 'answering', done: 1, total: 2 });
    try {
      const { value } = await models.serve(family, async ({ artefact }) => {
        const { data, question } = asked;
        const result = await runInThread({ task: 'ask', module, family, data, artefact, question }, { signal });
        if (result.kind !== 'answered') throw new Error(`The thread of ${family} answered ${result.kind}`);
        return result.answer as ExpiryAnswer;
      });
      progress({ stage: 'done', done: 2, total: 2 });
      return {
        before: moneyOf(value.before, currency),
        after: moneyOf(value.after, currency),
        saved: moneyOf(value.saved, currency),
        assumed: [...value.assumed],
        verdict: expiryVerdictWords(value.verdict),
      };
    } catch (error) {
      if (!(error instanceof NoServingModel)) throw error;
      return silent(error.message, currency);
    }
  });
}

interface Asked {
  readonly data: ExpiryData;
  readonly question: ExpiryQuestion;
  /** What the lot is valued in. */
  readonly currency: string | null;
}

/** The stock and the demand of the item, and where in them the lot is; null: there is no such stock. */
function stockOfItem({ series, now, ...rest }: Stock, payload: Payload): Asked | null {
  const { lotId, siteId } = payload;
  const asked = [...now.lotIds.keys()].find((at) => now.lotIds[at] === lotId && now.siteIds[at] === siteId);
  if (asked === undefined) return null;
  const itemId = now.itemIds[asked]!;
  const places = [...now.lotIds.keys()].filter((at) => now.itemIds[at] === itemId);
  const ofItem = series.filter((each) => each.itemId === itemId);
  const seriesAt = (at: number) => ofItem.findIndex((each) => each === series[now.series[at]!]);
  const column = (of: Float64Array) => Float64Array.from(places, (at) => of[at]!);
  const { quantity, lastDay, firstDay, receivedDay, unitCost, unitPrice, lost } = now;
  const stock = {
    day: now.day,
    lotIds: places.map((at) => now.lotIds[at]!),
    series: Int32Array.from(places, seriesAt),
    quantity: column(quantity),
    lastDay: column(lastDay),
    firstDay: column(firstDay),
    receivedDay: column(receivedDay),
    unitCost: column(unitCost),
    currencies: places.map((at) => now.currencies[at]!),
    unitPrice: column(unitPrice),
    lost: column(lost),
  };
  return {
    data: { ...rest, series: ofItem, now: stock, past: [] },
    question: questionOf(places.indexOf(asked), payload),
    currency: now.currencies[asked] ?? null,
  };
}

function questionOf(place: number, { action, toSiteId, discount }: Payload): ExpiryQuestion {
  if (action === 'use-first') return { place, action };
  if (action === 'transfer' && toSiteId !== undefined) return { place, action, toSiteId };
  if (action === 'markdown' && discount !== undefined) return { place, action, discount };
  throw new Error(`The question is incomplete: ${action}`);
}
