import { changePart, type PartPlace } from './mapping-parts.ts';
import { readMapping, withKey, writeMapping, type Fault, type MappingShape, type RowShape } from './mapping-shape.ts';

/**
 * A mapping while it is edited. The text is the mapping; the columns are a way to read and write it, so that both views always
 * show the same.
 */
export class MappingDraft {
  text = $state('');
  /** What the editor started from or saved last. */
  #kept = $state('');
  readonly #read = $derived(readMapping(this.text));

  constructor(start: MappingShape) {
    this.text = this.#kept = writeMapping(start);
  }

  /** The document; undefined while the text is none. */
  get shape(): MappingShape | undefined {
    return 'shape' in this.#read ? this.#read.shape : undefined;
  }

  get faults(): readonly Fault[] {
    return 'faults' in this.#read ? this.#read.faults : [];
  }

  get changed(): boolean {
    return this.text !== this.#kept;
  }

  keep(): void {
    this.#kept = this.text;
  }

  change(next: MappingShape): void {
    this.text = writeMapping(next);
  }

  /** A key of the document itself. */
  set(key: string, value: unknown): void {
    if (this.shape)
      this.change(key === 'name' ? { ...this.shape, name: String(value) } : withKey(this.shape, key, value));
  }

  changePart(place: PartPlace, change: (rule: RowShape) => RowShape): void {
    if (this.shape) this.change(changePart(this.shape, place, change));
  }
}
