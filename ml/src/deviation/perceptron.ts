export const hidden = [32, 16] as const;

/** Weights of a perceptron d–32–16–1 with ReLU: matrices and biases in turn, row by row. */
export interface Perceptron {
  readonly width: number;
  readonly weights: readonly Float32Array[];
}

/** Log-odds of `rows`, offset included: without a backend, and the same on every one. Shape [rows]. */
export function perceptronLogits(
  model: Perceptron,
  inputs: Float64Array,
  offset: Float64Array,
  rows: Uint32Array,
): Float64Array {
  const pass = new ForwardPass(model);
  return Float64Array.from(rows, (row) => {
    pass.begin();
    for (let j = 0; j < model.width; j++) pass.addInput(j, inputs[row * model.width + j]!);
    return offset[row]! + pass.finish();
  });
}

/** One row through a perceptron, in plain numbers; what was added to the first layer can be taken back. */
export class ForwardPass {
  readonly #weights: readonly Float64Array[];
  readonly #first: Float64Array;
  readonly #second: Float64Array;

  constructor({ weights }: Perceptron) {
    this.#weights = weights.map((values) => Float64Array.from(values));
    this.#first = new Float64Array(hidden[0]);
    this.#second = new Float64Array(hidden[1]);
  }

  begin(): void {
    this.#first.set(this.#weights[1]!);
  }

  /** Before `finish`, as often as wanted, also with the opposite sign. */
  addInput(input: number, value: number): void {
    if (value === 0) return;
    const weights = this.#weights[0]!;
    const first = this.#first;
    const size = first.length;
    for (let k = 0; k < size; k++) first[k] = first[k]! + value * weights[input * size + k]!;
  }

  /** What the row as it stands adds to the log-odds. */
  finish(): number {
    const [, , w2, b2, w3, b3] = this.#weights as [
      Float64Array,
      Float64Array,
      Float64Array,
      Float64Array,
      Float64Array,
      Float64Array,
    ];
    const first = this.#first;
    const second = this.#second;
    const size = second.length;
    second.set(b2);
    for (let i = 0; i < first.length; i++) {
      const value = first[i]!;
      if (value <= 0) continue;
      for (let k = 0; k < size; k++) second[k] = second[k]! + value * w2[i * size + k]!;
    }
    let sum = b3[0]!;
    for (let k = 0; k < size; k++) if (second[k]! > 0) sum += second[k]! * w3[k]!;
    return sum;
  }
}
