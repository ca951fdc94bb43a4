import type { Statements } from '../../engine/engine.ts';
import { inBatches } from '../in-batches.ts';
import { incomingResults } from './incoming-results.ts';
import { receivedLots } from './received-lots.ts';

export interface DeviationFeatureOptions {
  /** Nothing that became known later is read. */
  readonly asOf: Date;
  /** A lot is judged so many hours after its receipt, when the quick tests are there. */
  readonly decisionHours?: number;
  /** A deviation counts when it became known within so many days after that. */
  readonly labelDays?: number;
  /**
   * Loss above what is usual for the item, as a share of the output, that counts against every lot used; null: yield does not count. Where
   * many lots go into an operation most of them are innocent of its loss.
   */
  readonly yieldTolerance?: number | null;
}

/** What the family of models takes; n lots in order of their prediction, r results. Times in milliseconds since 1970. */
export interface DeviationFeatures {
  readonly asOf: number;
  readonly lotId: string[];
  readonly supplierLot: string[];
  readonly supplierId: string[];
  readonly itemId: string[];
  readonly siteId: string[];
  readonly predictedAt: Float64Array;
  readonly ageDays: Float64Array;
  readonly label: Uint8Array;
  /** NaN: no label (D19). */
  readonly labelKnownAt: Float64Array;
  readonly labelDelayDays: number;
  /** 1: it was known to be bad when it would have been judged: there was nothing to predict, it has no label. Shape [n]. */
  readonly badBefore: Uint8Array;
  /** A characteristic in another unit is another one (D5). */
  readonly characteristics: string[];
  readonly units: string[];
  readonly results: {
    readonly lot: Uint32Array;
    readonly characteristic: Uint32Array;
    readonly own: Uint8Array;
    readonly value: Float64Array;
    readonly lower: Float64Array;
    readonly upper: Float64Array;
    readonly knownAt: Float64Array;
  };
  readonly extra: { readonly name: string; readonly meaning: string; readonly values: Float64Array }[];
}

type ReceivedLot = Awaited<ReturnType<typeof receivedLots>>[number];
type IncomingResult = Awaited<ReturnType<typeof incomingResults>>[number];

/** More than all of the output cannot be lost: this tolerance is never exceeded. */
const neverExceeded = 1;

/** Reads all received lots with their features and labels as known at `asOf`. */
export async function readDeviationFeatures(
  statements: Pick<Statements, 'stream'>,
  options: DeviationFeatureOptions,
): Promise<DeviationFeatures> {
  const { asOf, decisionHours = 24, labelDays = 60, yieldTolerance = null } = options;
  const at = asOf.toISOString().slice(0, 23).replace('T', ' ');
  const lots = await inBatches(receivedLots, statements, {
    asOf: at,
    decisionHours,
    labelDays,
    yieldTolerance: yieldTolerance ?? neverExceeded,
  });
  // Lots that an import published meanwhile have results, but are not among the lots.
  const read = new Set(lots.map(({ lotId }) => lotId));
  const results = (await inBatches(incomingResults, statements, { asOf: at, decisionHours })).filter(({ lotId }) =>
    read.has(lotId),
  );
  const labels = lots.map((lot) => labelOf(lot, asOf.getTime()));
  return {
    asOf: asOf.getTime(),
    lotId: lots.map((lot) => lot.lotId),
    supplierLot: lots.map((lot) => lot.supplierLot),
    supplierId: lots.map((lot) => lot.supplierId),
    itemId: lots.map((lot) => lot.itemId),
    siteId: lots.map((lot) => lot.siteId),
    predictedAt: Float64Array.from(lots, (lot) => lot.predictedAt),
    ageDays: Float64Array.from(lots, (lot) => lot.ageDays ?? NaN),
    label: Uint8Array.from(labels, (label) => label.value),
    labelKnownAt: Float64Array.from(labels, (label) => label.knownAt),
    labelDelayDays: labelDays,
    badBefore: Uint8Array.from(lots, (lot) => Number(lot.badBefore)),
    ...resultColumns(lots, results),
    extra: [],
  };
}

/** Bad news counts when it comes; no news is good news at the end of the delay, and only of a lot that somebody looked at. */
function labelOf(lot: ReceivedLot, asOf: number): { value: number; knownAt: number } {
  if (lot.badBefore) return { value: 0, knownAt: NaN };
  if (lot.firstBad !== null) return { value: 1, knownAt: lot.firstBad };
  return { value: 0, knownAt: lot.lookedAt && lot.labelUntil <= asOf ? lot.labelUntil : NaN };
}

/** A result without a unit is in the only one that its characteristic has; where there are several nobody knows in which. */
function unitsOf(results: readonly IncomingResult[]): (result: IncomingResult) => string {
  const units = new Map<string, Set<string>>();
  for (const { characteristic, unit } of results) {
    if (unit === '') continue;
    const known = units.get(characteristic) ?? new Set<string>();
    units.set(characteristic, known.add(unit));
  }
  return ({ characteristic, unit }) => {
    const [only = '', ...others] = units.get(characteristic) ?? [];
    return unit === '' && others.length === 0 ? only : unit;
  };
}

function resultColumns(
  lots: readonly ReceivedLot[],
  results: readonly IncomingResult[],
): Pick<DeviationFeatures, 'characteristics' | 'units' | 'results'> {
  const rowOf = new Map(lots.map((lot, row) => [lot.lotId, row]));
  const unitOf = unitsOf(results);
  const keyOf = (result: IncomingResult) => JSON.stringify([result.characteristic, unitOf(result)]);
  const firsts = new Map(results.map((result) => [keyOf(result), result]));
  const keys = [...firsts.keys()].sort();
  const indexOf = new Map(keys.map((key, index) => [key, index]));
  return {
    characteristics: keys.map((key) => firsts.get(key)!.characteristic),
    units: keys.map((key) => unitOf(firsts.get(key)!)),
    results: {
      lot: Uint32Array.from(results, (result) => rowOf.get(result.lotId)!),
      characteristic: Uint32Array.from(results, (result) => indexOf.get(keyOf(result))!),
      own: Uint8Array.from(results, (result) => (result.own ? 1 : 0)),
      value: Float64Array.from(results, (result) => result.value),
      lower: Float64Array.from(results, (result) => result.lower ?? NaN),
      upper: Float64Array.from(results, (result) => result.upper ?? NaN),
      knownAt: Float64Array.from(results, (result) => result.knownAt),
    },
  };
}
