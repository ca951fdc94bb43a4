import * as tf from '@tensorflow/tfjs-core';
import { forward, withDecay } from '../network/three-layers.ts';
import { Random } from '../random/random.ts';

/** Cases of all items together: what is known, what the champion says, and what came. All in units of the item's own size. */
export interface QuantileCases {
  /** [n × width]. */
  readonly inputs: Float32Array;
  readonly width: number;
  /** Quantiles of the champion at the levels, [n × levels]. */
  readonly champion: Float32Array;
}

export interface QuantileTraining {
  readonly levels: readonly number[];
  readonly seed: number;
  readonly members?: number;
  readonly hidden?: number;
  readonly epochs?: number;
  readonly batch?: number;
  readonly rate?: number;
  readonly decay?: number;
  /** How much each case counts. Shape [n]. */
  readonly weights?: Float32Array;
  readonly signal?: AbortSignal;
}

/** What the networks learned; plain data. */
export interface QuantileNetwork {
  readonly width: number;
  readonly levels: readonly number[];
  readonly members: number;
  readonly hidden: number;
  readonly layers: readonly Float32Array[];
}

/**
 * One network for all items that learns how far the champion's quantiles are off: it begins as the champion, and its loss is the pinball
 * loss at all levels. Several members on batches of their own, averaged. Shuffles by its own seed. Needs an open backend.
 */
export async function fitQuantileNetwork(
  cases: QuantileCases,
  actual: Float32Array,
  training: QuantileTraining,
): Promise<QuantileNetwork> {
  const { levels, members = 3, hidden = 64, epochs = 4, batch = 1024, rate = 2e-3, decay = 1e-4, signal } = training;
  const random = new Random(training.seed).split('quantile network');
  const shapes = shapesOf(members, cases.width, hidden, levels.length);
  const layers = shapes.map((shape, at) => {
    const start = starting(shape, at === shapes.length - 2, random.split(`layer ${at}`));
    return tf.tidy(() => tf.variable(tf.tensor(start, shape)));
  });
  const optimizer = tf.train.adam(rate);
  const orders = Array.from({ length: members }, () => Uint32Array.from(actual.keys()));
  try {
    for (let epoch = 0; epoch < epochs; epoch++) {
      orders.forEach((order, member) => random.split(`order ${epoch} ${member}`).shuffle(order));
      for (let from = 0; from + 1 <= actual.length; from += batch) {
        signal?.throwIfAborted();
        const feed = batchOf(
          cases,
          actual,
          training,
          orders.map((order) => order.subarray(from, from + batch)),
        );
        tf.tidy(() => void optimizer.minimize(() => lossOf(layers, feed, levels, decay), false, layers));
      }
      await new Promise((resume) => setImmediate(resume));
    }
    const learned = layers.map((layer) => layer.dataSync<'float32'>().slice());
    return { width: cases.width, levels, members, hidden, layers: learned };
  } finally {
    optimizer.dispose();
    tf.dispose(layers);
  }
}

type Shape = [members: number, inputs: number, outputs: number];

function shapesOf(members: number, width: number, hidden: number, levels: number): Shape[] {
  const sizes = [width, hidden, hidden, levels];
  return sizes.slice(1).flatMap((out, at): Shape[] => [
    [members, sizes[at]!, out],
    [members, 1, out],
  ]);
}

/** He et al. 2015; biases and the last layer are 0: nothing but the champion is said. */
function starting([members, inputs, outputs]: Shape, last: boolean, random: Random): Float32Array {
  const start = new Float32Array(members * inputs * outputs);
  return inputs === 1 || last ? start : start.map(() => Math.sqrt(2 / inputs) * random.normal());
}

interface Feed {
  readonly shape: readonly [members: number, rows: number];
  readonly inputs: Float32Array;
  readonly width: number;
  readonly champion: Float32Array;
  readonly actual: Float32Array;
  readonly weights: Float32Array;
}

function batchOf(
  { inputs, width, champion }: QuantileCases,
  actual: Float32Array,
  { levels, weights }: QuantileTraining,
  orders: readonly Uint32Array[],
): Feed {
  const rows = orders[0]!.length;
  const count = levels.length;
  const total = orders.length * rows;
  const feed = {
    shape: [orders.length, rows] as const,
    inputs: new Float32Array(total * width),
    width,
    champion: new Float32Array(total * count),
    actual: new Float32Array(total),
    weights: new Float32Array(total).fill(1),
  };
  orders.forEach((order, member) =>
    order.forEach((row, place) => {
      const at = member * rows + place;
      feed.inputs.set(inputs.subarray(row * width, (row + 1) * width), at * width);
      feed.champion.set(champion.subarray(row * count, (row + 1) * count), at * count);
      feed.actual[at] = actual[row]!;
      if (weights !== undefined) feed.weights[at] = weights[row]!;
    }),
  );
  return feed;
}

function lossOf(layers: readonly tf.Tensor[], feed: Feed, levels: readonly number[], decay: number): tf.Scalar {
  const [members, rows] = feed.shape;
  const said = tf.add(
    forward(layers, tf.tensor3d(feed.inputs, [members, rows, feed.width])),
    tf.tensor3d(feed.champion, [members, rows, levels.length]),
  );
  const short = tf.sub(tf.tensor3d(feed.actual, [members, rows, 1]), said);
  const level = tf.tensor1d([...levels]);
  // max(level × short, (level − 1) × short)
  const pinball = tf.add(tf.mul(level, short), tf.relu(tf.neg(short)));
  const weighted = tf.mul(pinball, tf.tensor3d(feed.weights, [members, rows, 1]));
  return withDecay(tf.div(tf.sum(weighted), rows * levels.length), layers, decay);
}

const block = 8192;

/** Quantiles of each case, [n × levels], ascending and not below 0. Needs an open backend. */
export function predictQuantiles(network: QuantileNetwork, { inputs, width, champion }: QuantileCases): Float32Array {
  const count = network.levels.length;
  const rows = inputs.length / width;
  const shapes = shapesOf(network.members, width, network.hidden, count);
  const said = champion.slice();
  const layers = network.layers.map((layer, at) => tf.tensor(layer, shapes[at]!));
  for (let from = 0; from < rows; from += block) {
    const length = Math.min(block, rows - from);
    const part = inputs.subarray(from * width, (from + length) * width);
    const off = tf.tidy(() => {
      const tiled = tf.tile(tf.tensor3d(part, [1, length, width]), [network.members, 1, 1]);
      return tf.mean(forward(layers, tiled), 0).dataSync<'float32'>();
    });
    for (let at = 0; at < off.length; at++) said[from * count + at] = said[from * count + at]! + off[at]!;
  }
  tf.dispose(layers);
  // Sorting quantiles that cross is never worse (Chernozhukov, Fernández-Val & Galichon 2010).
  for (let row = 0; row < rows; row++) {
    const own = said.subarray(row * count, (row + 1) * count);
    for (let at = 0; at < count; at++) own[at] = Math.max(0, own[at]!);
    own.sort();
  }
  return said;
}
