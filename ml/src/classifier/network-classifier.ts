import * as tf from '@tensorflow/tfjs-core';
import { Random } from '../random/random.ts';
import type { FeatureTable } from '../table/feature-table.ts';
import { checkLabels, type Classifier } from './classifier.ts';
import { encode, encodedWidth, fitPiecewiseLinear, type PiecewiseLinear } from './piecewise-linear.ts';
import { forward, withDecay } from '../network/three-layers.ts';

export interface ClassifierOptions {
  readonly seed?: number;
  /** Networks whose probabilities are averaged. */
  readonly members?: number;
  readonly hidden?: readonly [number, number];
  readonly bins?: number;
  readonly steps?: number;
  readonly batch?: number;
  readonly rate?: number;
  /** Weight of half the sum of squared weights in the loss. */
  readonly decay?: number;
}

type Shape = [number, number, number];

/**
 * Learns classes 0 … classes − 1 by several networks with two hidden layers over piecewise linear inputs; trained with Adam on the
 * cross-entropy. The same rows, seed and backend give the same probabilities. Throws `RangeError` when a row has no label, or when a class
 * has no row. Needs an open backend, to say probabilities too.
 */
export function fitNetworkClassifier(
  train: FeatureTable,
  labels: Uint8Array,
  classes: number,
  options: ClassifierOptions = {},
): Classifier {
  const { seed = 1, members = 5, hidden = [64, 32], bins = 12 } = options;
  checkLabels(train, labels, classes);
  const encoding = fitPiecewiseLinear(train, bins);
  const sizes = [encodedWidth(encoding), ...hidden, classes];
  const shapes = sizes.slice(1).flatMap((out, at): Shape[] => [
    [members, sizes[at] as number, out],
    [members, 1, out],
  ]);
  const random = new Random(seed).split('classifier');
  const layers = learn(encode(encoding, train), labels, shapes, random, options);
  return { probabilities: (table) => predict(encoding, layers, shapes, table) };
}

function learn(
  inputs: Float32Array,
  labels: Uint8Array,
  shapes: readonly Shape[],
  random: Random,
  how: ClassifierOptions,
) {
  const { steps = 600, batch = 64, rate = 2e-3, decay = 1e-4 } = how;
  const [members, width] = shapes[0] as Shape;
  const classes = (shapes.at(-1) as Shape)[2];
  const weights = shapes.map((shape, layer) =>
    tf.tidy(() => tf.variable(tf.tensor(start(shape, random.split(`layer ${layer}`)), shape))),
  );
  const optimizer = tf.train.adam(rate);
  const order = random.split('batches');
  const taken = new Float32Array(members * batch * width);
  const truth = new Float32Array(members * batch * classes);
  for (let step = 0; step < steps; step++) {
    truth.fill(0);
    for (let at = 0; at < members * batch; at++) {
      const row = order.whole(labels.length);
      taken.set(inputs.subarray(row * width, (row + 1) * width), at * width);
      truth[at * classes + (labels[row] as number)] = 1;
    }
    const loss = () =>
      lossOf(
        weights,
        tf.tensor3d(taken, [members, batch, width]),
        tf.tensor3d(truth, [members, batch, classes]),
        decay,
      );
    tf.tidy(() => void optimizer.minimize(loss, false, weights));
  }
  const layers = weights.map((weight) => weight.dataSync<'float32'>().slice());
  optimizer.dispose();
  tf.dispose(weights);
  return layers;
}

/** He et al. 2015: normal with variance 2 / inputs; biases 0. */
function start([members, inputs, outputs]: Shape, random: Random): Float32Array {
  const scale = inputs === 1 ? 0 : Math.sqrt(2 / inputs);
  return Float32Array.from({ length: members * inputs * outputs }, () => scale * random.normal());
}

function lossOf(weights: readonly tf.Tensor[], inputs: tf.Tensor, truth: tf.Tensor, decay: number): tf.Scalar {
  const [members, batch] = inputs.shape as Shape;
  const crossEntropy = tf.div(tf.sum(tf.mul(truth, tf.logSoftmax(forward(weights, inputs), 2))), -members * batch);
  return withDecay(crossEntropy, weights, decay);
}

function predict(
  encoding: PiecewiseLinear,
  layers: readonly Float32Array[],
  shapes: readonly Shape[],
  table: FeatureTable,
) {
  const [members, width] = shapes[0] as Shape;
  if (table.rows === 0) return new Float32Array(0);
  return tf.tidy(() => {
    const weights = shapes.map((shape, at) => tf.tensor(layers[at] as Float32Array, shape));
    const inputs = tf.tile(tf.tensor3d(encode(encoding, table), [1, table.rows, width]), [members, 1, 1]);
    return tf
      .mean(tf.softmax(forward(weights, inputs), 2), 0)
      .dataSync<'float32'>()
      .slice();
  });
}
