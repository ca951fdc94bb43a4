import { Random } from '../random/random.ts';
import { type FeatureTable, selectRows } from '../table/feature-table.ts';
import { fitScaler, type RobustScaler, scaledRows, usedColumns } from '../table/robust-scaler.ts';
import { ascending, detector, type Restored, type SingleDetector, verdictOf } from './detector.ts';
import { maskPlan } from './masks.ts';
import { type MaskedNetwork, predictHidden, trainNetwork } from './masked-network.ts';
import { summarise } from './row-summary.ts';

export interface AutoencoderOptions {
  readonly seed?: number;
  /** Networks that are averaged. */
  readonly members?: number;
  readonly hidden?: number;
  readonly steps?: number;
  readonly batch?: number;
  readonly clip?: number;
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number, total: number) => void;
}

const fewestRows = 40;
/** Residuals beyond this count as this: one wild value must not hide what the others say. */
const residualClip = 10;
/** Share of the training rows kept back, to know how well it predicts rows that it has not seen. */
const heldBack = 0.2;

export interface AutoencoderState {
  readonly network: MaskedNetwork;
  readonly masks: readonly Uint8Array[];
  /** Root mean square of the residuals of held-back rows, per used column, in spreads. */
  readonly residuals: Float64Array;
}

/**
 * Predicts each characteristic of a row from its others, by networks that learned with hidden inputs; the residual, in standard
 * deviations of what it is for held-back training rows, is the explanation, and the root mean square of a row's its score (denoising:
 * Vincent et al. 2008; masked prediction of tables: Shenkar & Wolf 2022, Yin et al. "MCM", 2024). Same rows, seed and backend give the
 * same bytes. Needs an open backend; throws the signal's reason when aborted.
 */
export async function fitMaskedAutoencoder(
  train: FeatureTable,
  options: AutoencoderOptions = {},
): Promise<SingleDetector> {
  const random = new Random(options.seed ?? 1).split('masked-autoencoder');
  const order = random.split('held back').shuffle(Uint32Array.from({ length: train.rows }, (_, row) => row));
  const kept = Math.floor(train.rows * heldBack);
  const scaler = fitScaler(train, { clip: options.clip ?? 10, tails: true });
  const width = usedColumns(scaler).length;
  const verdict = verdictOf(train.rows, fewestRows, scaler);
  if (verdict !== 'fitted') {
    const network = { members: 0, width, hidden: 0, layers: [] };
    const state = { network, masks: [], residuals: new Float64Array(width) };
    return restoreMaskedAutoencoder({ verdict, scaler, reference: new Float64Array(0) }, state);
  }
  const learned = scaledRows(scaler, selectRows(train, order.subarray(kept)));
  const network = await learn(learned, width, random, options);
  const masks = maskPlan(width, random.split('masks'));
  const unseen = scaledRows(scaler, selectRows(train, order.subarray(0, kept)));
  const raw = residualsOf(network, masks, unseen);
  const residuals = spreadPerColumn(raw, width);
  const reference = ascending(summarise(standardised(raw, residuals), width, 'rms'));
  return restoreMaskedAutoencoder({ verdict, scaler, reference }, { network, masks, residuals });
}

function learn(rows: Float32Array, width: number, random: Random, options: AutoencoderOptions): Promise<MaskedNetwork> {
  const { members = 3, hidden = 64, steps = 400, batch = 128, signal, onProgress } = options;
  return trainNetwork(rows, width, {
    members,
    hidden,
    steps,
    batch,
    rate: 3e-3,
    decay: 1e-4,
    random: random.split('network'),
    ...(signal === undefined ? {} : { signal }),
    ...(onProgress === undefined ? {} : { onStep: (done: number) => onProgress(done, steps) }),
  });
}

export function restoreMaskedAutoencoder(restored: Restored, state: AutoencoderState): SingleDetector {
  const { scaler } = restored;
  const depart = (table: FeatureTable) => departures(scaler, state, table);
  const { members, width, hidden, layers } = state.network;
  const named = layers.map((layer, at) => [`layer ${at}`, layer] as const);
  return detector({
    ...restored,
    kind: 'masked-autoencoder',
    depart,
    measure: (table) => summarise(depart(table), width, 'rms'),
    state: {
      about: { members, width, hidden, masks: state.masks.map((mask) => [...mask]) },
      arrays: { residuals: state.residuals, ...Object.fromEntries(named) },
    },
  });
}

function departures(scaler: RobustScaler, { network, masks, residuals }: AutoencoderState, table: FeatureTable) {
  return standardised(residualsOf(network, masks, scaledRows(scaler, table)), residuals);
}

function residualsOf(network: MaskedNetwork, masks: readonly Uint8Array[], rows: Float32Array): Float32Array {
  const predicted = predictHidden(network, rows, masks);
  return rows.map((value, at) => value - (predicted[at] as number));
}

/** A column that the others tell almost exactly still gets a spread of 1/100, or rounding would look like a departure. */
function spreadPerColumn(raw: Float32Array, width: number): Float64Array {
  return Float64Array.from({ length: width }, (_, column) => {
    const own = raw.filter((value, at) => at % width === column && !Number.isNaN(value));
    if (own.length === 0) return 1;
    return Math.max(0.01, Math.sqrt(own.reduce((sum, value) => sum + value * value, 0) / own.length));
  });
}

function standardised(raw: Float32Array, residuals: Float64Array): Float32Array {
  const width = residuals.length;
  return raw.map((value, at) =>
    Math.max(-residualClip, Math.min(residualClip, value / (residuals[at % width] as number))),
  );
}
