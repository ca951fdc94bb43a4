import type { DeviationData, DeviationScores, LotVerdict } from '@lotscope/ml';
import { itemNames, newestFactKnown, readDeviationFeatures, writeSupplierLotScores } from '@lotscope/sql';
import type { DeviationFeatures, Engine, SupplierLotScore } from '@lotscope/sql';
import type { Pool } from 'pg';
import { namesOf } from '../alerts/spoken-names.ts';
import { lotsWithinBudget, riskyLotMatter, riskyLots } from '../alerts/risky-lots.ts';
import type { ModelFamily, Reading } from './model-family.ts';
import { readReviews, withReviews } from './reviewed-lots.ts';

type Data = DeviationData & Pick<DeviationFeatures, 'badBefore'>;

/** Of each kind of outcome, before a first training is worth its time. */
const fewestOutcomes = 30;

const badAtOnce = 'It was known to be bad when it would have been judged: there is nothing to predict';

/** How likely received lots deviate: features and labels from the store, one score per received lot. */
export function supplierLotDeviationFamily(engine: Engine, pool: Pool): ModelFamily {
  const read = async (): Promise<Reading<Data> | null> => {
    const dataAsOf = await newestFactKnown(engine, new Date());
    if (dataAsOf === null) return null;
    const features = await readDeviationFeatures(engine.background, { asOf: dataAsOf });
    return { data: withReviews(features, await readReviews(pool)), dataAsOf };
  };
  const family: ModelFamily<Data, DeviationScores> = {
    module: '@lotscope/ml',
    family: 'supplier-lot-deviation',
    history: read,
    current: read,
    write: async (scores, { data, dataAsOf }, stamp) => {
      const lots = scoredLots(data, scores);
      const rows = await writeSupplierLotScores(engine, lots, { ...stamp, dataAsOf });
      const usual = usualRate(data);
      if (stamp.skill !== 'skill' || usual === null) return { rows, matters: [] };
      const risky = await lotsWithinBudget(pool, riskyLots(lots, usual, dataAsOf));
      const names = namesOf(await itemNames(engine, { items: risky.map(({ itemId }) => itemId) }));
      const scored = { ...stamp, dataAsOf, itemNames: names };
      return { rows, matters: risky.map((lot) => riskyLotMatter(lot, usual, scored)) };
    },
    learnable: (data) => {
      const labels = labelsOf(data);
      const deviated = labels.reduce((sum, each) => sum + each, 0);
      return Math.min(deviated, labels.length - deviated) < fewestOutcomes ? null : labels.length;
    },
  };
  return family;
}

const labelsOf = ({ label, labelKnownAt }: Data): Uint8Array =>
  label.filter((_, row) => !Number.isNaN(labelKnownAt[row]!));

/** Share of the labelled lots that deviated; null: none is labelled. */
function usualRate(data: Data): number | null {
  const labels = labelsOf(data);
  return labels.length === 0 ? null : labels.reduce((sum, each) => sum + each, 0) / labels.length;
}

function scoredLots(
  data: Data,
  { probability, low, high, supplierRate, lotVerdicts, drivers }: DeviationScores,
): SupplierLotScore[] {
  return data.lotId.map((lotId, row) => {
    const nothingToPredict = data.badBefore[row] === 1;
    const figure = (column: Float64Array | null) => (nothingToPredict ? null : known(column?.[row]));
    return {
      lotId,
      supplierLot: data.supplierLot[row]!,
      supplierId: data.supplierId[row]!,
      itemId: data.itemId[row]!,
      siteId: data.siteId[row]!,
      predictedAt: new Date(data.predictedAt[row]!),
      verdict: nothingToPredict ? badAtOnce : wordsOf(lotVerdicts[row]),
      probability: figure(probability),
      low: figure(low),
      high: figure(high),
      supplierRate: known(supplierRate?.[row]),
      drivers: nothingToPredict ? [] : (drivers[row] ?? []),
      ...outcomeOf(data, row),
    };
  });
}

/** What there is to say of how a lot was judged; null: nothing. */
const wordsOf = (verdict: LotVerdict | undefined): string | null =>
  verdict === undefined || verdict === 'judged' ? null : verdict;

/** A lot that nobody looked at is not a good one (D19). */
function outcomeOf(data: Data, row: number): Pick<SupplierLotScore, 'outcome' | 'outcomeKnownAt'> {
  if (data.badBefore[row] === 1) return { outcome: 'deviated', outcomeKnownAt: new Date(data.predictedAt[row]!) };
  const knownAt = data.labelKnownAt[row]!;
  if (Number.isNaN(knownAt)) return { outcome: 'unknown', outcomeKnownAt: null };
  return { outcome: data.label[row] === 1 ? 'deviated' : 'good', outcomeKnownAt: new Date(knownAt) };
}

/** Models say NaN of what they cannot tell. */
const known = (value: number | undefined): number | null => (value === undefined || Number.isNaN(value) ? null : value);
