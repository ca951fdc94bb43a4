import * as tf from '@tensorflow/tfjs-core';
import { forward, withDecay } from '../network/three-layers.ts';
import type { Random } from '../random/random.ts';
import { hidden, perceptronLogits, type Perceptron } from './perceptron.ts';

const batch = 256;
const mostEpochs = 60;
const patience = 8;
const learningRate = 0.005;
const weightDecay = 0.004;

export interface Rows {
  /** [n × width]. */
  readonly inputs: Float64Array;
  /** Known part of the log-odds. Shape [n]. */
  readonly offset: Float64Array;
  /** Shape [n]. */
  readonly labels: Uint8Array;
}

/** Rows that one member learns from, and those that tell it when to stop. */
export interface Part {
  readonly learn: Uint32Array;
  readonly held: Uint32Array;
}

/**
 * Several perceptrons at once, each on its own part of the rows: one pass of the tensors serves all. Each learns the log-odds beyond the
 * offset by Adam with decayed weights and keeps its epoch with the least log-loss on its held rows; the last layer begins at 0, where
 * nothing but the offset is said. Shuffles itself: TensorFlow.js does so without a seed. Needs an open backend.
 */
export async function fitPerceptrons(
  rows: Rows,
  width: number,
  parts: readonly Part[],
  random: Random,
  signal?: AbortSignal,
): Promise<Perceptron[]> {
  const shapes = layerShapes(parts.length, width);
  const variables = shapes.map((shape, at) => {
    const start = initial(shape, at === shapes.length - 2, random.split(`layer ${at}`));
    return tf.tidy(() => tf.variable(tf.tensor(start, shape)));
  });
  const optimizer = tf.train.adam(learningRate);
  const orders = parts.map(({ learn }) => learn.slice());
  const steps = Math.ceil(Math.max(...orders.map((order) => order.length)) / batch);
  const best = parts.map((): Best => ({ weights: [], loss: Infinity, since: 0 }));
  try {
    keepBest(best, variables, width, rows, parts);
    for (let epoch = 0; epoch < mostEpochs && best.some(({ since }) => since < patience); epoch++) {
      signal?.throwIfAborted();
      orders.forEach((order, member) => random.split(`order ${epoch} ${member}`).shuffle(order));
      for (let step = 0; step < steps; step++) learnStep(optimizer, variables, batchOf(rows, width, orders, step));
      keepBest(best, variables, width, rows, parts);
      // Lets an abort through.
      await new Promise((resume) => setImmediate(resume));
    }
    return best.map(({ weights }) => ({ width, weights }));
  } finally {
    tf.dispose(variables);
    optimizer.dispose();
  }
}

interface Best {
  weights: readonly Float32Array[];
  loss: number;
  /** Epochs since. */
  since: number;
}

type Shape = [members: number, inputs: number, outputs: number];

function layerShapes(members: number, width: number): Shape[] {
  const sizes = [width, ...hidden, 1];
  return sizes.slice(1).flatMap((outputs, at): Shape[] => [
    [members, sizes[at]!, outputs],
    [members, 1, outputs],
  ]);
}

/** He's normal for ReLU; biases and the last layer are 0. */
function initial([members, inputs, outputs]: Shape, last: boolean, random: Random): Float32Array {
  const start = new Float32Array(members * inputs * outputs);
  if (inputs === 1 || last) return start;
  const spread = Math.sqrt(2 / inputs);
  return start.map(() => spread * random.normal());
}

interface Batch {
  readonly inputs: Float32Array;
  readonly offset: Float32Array;
  readonly labels: Float32Array;
  readonly shape: Shape;
}

/** Members × batch rows; a member with fewer rows begins anew. */
function batchOf(rows: Rows, width: number, orders: readonly Uint32Array[], step: number): Batch {
  const size = Math.min(batch, ...orders.map((order) => order.length));
  const inputs = new Float32Array(orders.length * size * width);
  const offset = new Float32Array(orders.length * size);
  const labels = new Float32Array(orders.length * size);
  orders.forEach((order, member) => {
    for (let k = 0; k < size; k++) {
      const row = order[(step * size + k) % order.length]!;
      const at = member * size + k;
      inputs.set(rows.inputs.subarray(row * width, (row + 1) * width), at * width);
      offset[at] = rows.offset[row]!;
      labels[at] = rows.labels[row]!;
    }
  });
  return { inputs, offset, labels, shape: [orders.length, size, width] };
}

function learnStep(optimizer: tf.AdamOptimizer, variables: tf.Variable[], { inputs, offset, labels, shape }: Batch) {
  const [members, size] = shape;
  tf.tidy(() => {
    const x = tf.tensor3d(inputs, [...shape]);
    const known = tf.tensor3d(offset, [members, size, 1]);
    const label = tf.tensor3d(labels, [members, size, 1]);
    optimizer.minimize(
      () => {
        const logits = tf.add(forward(variables, x), known);
        // ln(1 + e^z) − y z, in the form that does not overflow.
        const loss = tf.sub(tf.add(tf.relu(logits), tf.log1p(tf.exp(tf.neg(tf.abs(logits))))), tf.mul(label, logits));
        return withDecay(tf.div(tf.sum(loss), size), variables, weightDecay);
      },
      false,
      variables,
    );
  });
}

/** Takes each member's weights where it has become better on its held rows. */
function keepBest(best: Best[], variables: readonly tf.Variable[], width: number, rows: Rows, parts: readonly Part[]) {
  const values = variables.map((variable) => variable.dataSync<'float32'>());
  parts.forEach(({ held }, member) => {
    const weights = values.map((all) => {
      const size = all.length / parts.length;
      return all.slice(member * size, (member + 1) * size);
    });
    const loss = heldLoss({ width, weights }, rows, held);
    const kept = best[member]!;
    if (loss < kept.loss) Object.assign(kept, { weights, loss, since: 0 });
    else kept.since++;
  });
}

function heldLoss(model: Perceptron, rows: Rows, held: Uint32Array): number {
  const logits = perceptronLogits(model, rows.inputs, rows.offset, held);
  let sum = 0;
  held.forEach((row, i) => {
    const signed = rows.labels[row] === 1 ? -logits[i]! : logits[i]!;
    sum += Math.max(0, signed) + Math.log1p(Math.exp(-Math.abs(signed)));
  });
  return sum;
}
