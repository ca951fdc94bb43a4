import { Kept } from '../publications/kept.ts';

const mostKept = 200;

/** Answers to questions about one version of the data, the newest asked for: the second who asks does not wait. One that failed is not kept. */
export class KeptAnswers<T> {
  readonly #answers = new Map<string, Kept<T>>();
  #version: string | undefined;

  get(version: string, question: unknown, read: () => Promise<T>): Promise<T> {
    if (version !== this.#version) this.#answers.clear();
    this.#version = version;
    const key = JSON.stringify(question);
    const known = this.#answers.get(key);
    if (known !== undefined) return known.get();
    const [oldest] = this.#answers.keys();
    if (oldest !== undefined && this.#answers.size >= mostKept) this.#answers.delete(oldest);
    const kept = new Kept(read);
    this.#answers.set(key, kept);
    return kept.get();
  }
}
