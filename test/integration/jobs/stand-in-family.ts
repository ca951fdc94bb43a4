import type { Family, ModelCard, Skill, Trained, TrainOptions } from '@lotscope/ml';

/** What the stand-in learns from, and how it is to behave. */
export interface StandInData {
  readonly values: Float64Array;
  readonly skill?: Skill;
  /** Steps of 10 ms each; the loop looks at the signal between them. */
  readonly steps?: number;
  /** Never looks up again, as a thread that is stuck. */
  readonly stuck?: boolean;
  readonly fault?: string;
  /** What the rule says of it and the champion that it is compared with. */
  readonly promotion?: { readonly promote: boolean; readonly reason: string };
}

/** `CorruptArtefact` by its name: this file is run by a thread, as it is. */
class CorruptArtefact extends Error {
  override readonly name = 'CorruptArtefact';
}

const unknown = { value: null, low: null, high: null };

const cardOf = ({ values, skill }: StandInData, seed: number): ModelCard => ({
  family: 'stand-in',
  verdict: skill ?? 'It has skill',
  trainedOn: {
    from: '2026-01-01',
    to: '2026-06-30',
    rows: values.length,
    positives: null,
    labelled: null,
    hash: 'none',
  },
  protocol: 'none',
  features: [{ name: 'value', meaning: 'A number' }],
  metrics: [
    {
      name: 'brier',
      label: 'Brier',
      betterWhen: 'down',
      model: { value: 0.1, low: 0.05, high: 0.2 },
      baselines: [{ name: 'prevalence', value: unknown, difference: unknown }],
    },
  ],
  calibration: [{ from: 0, to: 0.1, predicted: 0.05, observed: 0.06, count: 10 }],
  segments: [{ name: 'S1', count: 3, metric: 'brier', value: null }],
  limits: ['It is a stand-in'],
  drift: [{ feature: 'value', deciles: [1, 2], missing: 0, reference: { cuts: [1, 2], counts: [40, 40, 20, 0] } }],
  seed,
  backend: 'cpu',
  milliseconds: 1,
});

async function train(data: StandInData, { seed, signal, onProgress, champion }: TrainOptions): Promise<Trained> {
  if (data.fault !== undefined) throw new Error(data.fault);
  const total = data.steps ?? 1;
  for (let done = 0; done < total; done++) {
    signal?.throwIfAborted();
    onProgress?.({ stage: 'fitting', done, total });
    await new Promise((resolve) => setTimeout(resolve, 10));
    while (data.stuck === true);
  }
  const mean = data.values.reduce((sum, value) => sum + value, 0) / data.values.length;
  const artefact = new Uint8Array(new Float64Array([seed, mean]).buffer);
  const { skill = 'skill', promotion } = data;
  return { artefact, card: cardOf(data, seed), skill, ...(champion && promotion && { promotion }) };
}

function check(artefact: Uint8Array): void {
  if (artefact.byteLength !== 16) throw new CorruptArtefact('the bytes are not those of a stand-in');
}

async function score(artefact: Uint8Array, { values }: StandInData): Promise<Float64Array> {
  check(artefact);
  const [, mean = 0] = new Float64Array(artefact.slice().buffer);
  return values.map((value) => value - mean);
}

/** A family as small as can be, to try what runs families. */
export const standIn: Family<StandInData, Float64Array> = {
  name: 'stand-in',
  train,
  check,
  score,
  watch: (_artefact, { values }) => [{ feature: 'value', values }],
};
