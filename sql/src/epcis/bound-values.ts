import type { Parameters, ParameterValue } from '../engine/engine.ts';

/** Values of a statement that is put together: each gets a placeholder of its own. */
export class BoundValues {
  readonly #values: Record<string, ParameterValue> = {};

  get parameters(): Parameters {
    return this.#values;
  }

  add(value: ParameterValue, type: string): string {
    const name = `p${Object.keys(this.#values).length}`;
    this.#values[name] = value;
    return `{${name}: ${type}}`;
  }

  texts(values: readonly string[]): string {
    return this.add([...values], 'Array(String)');
  }

  text(value: string): string {
    return this.add(value, 'String');
  }

  /** Milliseconds of an instant. */
  instant(time: string): string {
    return this.add(Date.parse(time), 'Int64');
  }

  number(value: number): string {
    return this.add(value, 'Float64');
  }
}
