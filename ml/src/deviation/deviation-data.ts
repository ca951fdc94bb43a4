/** Results of one characteristic of one lot: the latest valid one of each source. Columns of shape [r], in any order. */
export interface IncomingResults {
  /** Row of the lot. */
  readonly lot: Uint32Array;
  /** Index into `characteristics`. */
  readonly characteristic: Uint32Array;
  /** 1: our own test; 0: the supplier's certificate. */
  readonly own: Uint8Array;
  readonly value: Float64Array;
  /** NaN: no such limit. */
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  /** Milliseconds; at most `predictedAt` of the lot. */
  readonly knownAt: Float64Array;
}

/** Received lots, those of the past with what became of them; n of them. Times in milliseconds since 1970. '' is unknown. */
export interface DeviationData {
  /** Nothing that became known later is in here. */
  readonly asOf: number;
  readonly lotId: readonly string[];
  /** The supplier's own lot: deliveries of one are never split between learning and testing. */
  readonly supplierLot: readonly string[];
  /**
   * Which lots are of one supplier lot, where its number alone tells, whatever was made of it; '': of none. Left out: number, supplier and
   * material, since equal numbers of two materials are two lots.
   */
  readonly origin?: readonly string[];
  readonly supplierId: readonly string[];
  readonly itemId: readonly string[];
  readonly siteId: readonly string[];
  readonly predictedAt: Float64Array;
  /** From manufacture to receipt; NaN: unknown. */
  readonly ageDays: Float64Array;
  /** 1: deviated. Counts only where `labelKnownAt` is a number. */
  readonly label: Uint8Array;
  /** NaN: nobody looked, or it is too early to tell (D19). */
  readonly labelKnownAt: Float64Array;
  /** How long after the prediction a deviation still counts. */
  readonly labelDelayDays: number;
  /** A characteristic in another unit is another one: names may repeat, names with units do not. */
  readonly characteristics: readonly string[];
  /** Unit of each characteristic; '': none, or unknown. */
  readonly units: readonly string[];
  readonly results: IncomingResults;
  /** More columns, such as ranks of anomaly; NaN: missing. Shapes [n]. */
  readonly extra: readonly { readonly name: string; readonly meaning: string; readonly values: Float64Array }[];
}

export const dayMs = 86_400_000;

/**
 * When the outcome of each lot was certain: label known and label delay over, since bad news comes first and would count for more than it is.
 * NaN: never. Shape [n].
 */
export const certainAt = ({ predictedAt, labelDelayDays, labelKnownAt }: DeviationData): Float64Array =>
  predictedAt.map((at, row) => Math.max(at + labelDelayDays * dayMs, labelKnownAt[row]!));

/** What a characteristic is known by from one data to the next. */
export const characteristicKeys = ({ characteristics, units }: DeviationData): string[] =>
  characteristics.map((name, at) => `${name}\n${units[at]}`);

/** Throws RangeError when columns do not fit together. */
export function checkDeviationData(data: DeviationData): void {
  const n = data.lotId.length;
  const columns = [
    data.supplierLot,
    data.supplierId,
    data.itemId,
    data.siteId,
    data.predictedAt,
    data.ageDays,
    data.label,
  ];
  if (data.origin !== undefined && data.origin.length !== n)
    throw new RangeError(`${n} lots, but ${data.origin.length} origins`);
  for (const column of [...columns, data.labelKnownAt, ...data.extra.map((extra) => extra.values)])
    if (column.length !== n) throw new RangeError(`${n} lots, but a column of ${column.length}`);
  const { lot, characteristic, own, value, lower, upper, knownAt } = data.results;
  for (const column of [characteristic, own, value, lower, upper, knownAt])
    if (column.length !== lot.length) throw new RangeError(`${lot.length} results, but a column of ${column.length}`);
  if (
    new Set(characteristicKeys(data)).size !== data.characteristics.length ||
    data.units.length !== data.characteristics.length
  )
    throw new RangeError('Characteristics with their units must differ');
  if (lot.some((row) => row >= n)) throw new RangeError('A result of a lot that is not there');
  if (knownAt.some((at, i) => at > data.predictedAt[lot[i]!]!))
    throw new RangeError('A result became known after the prediction of its lot');
  if (data.labelKnownAt.some((at) => at > data.asOf)) throw new RangeError('A label became known after the data');
}
