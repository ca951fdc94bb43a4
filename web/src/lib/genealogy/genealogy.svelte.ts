import type { Direction, Root } from '@lotscope/api/contract';
import { Resource } from '#lib/api/resource.svelte.ts';
import { GenealogyClient } from './genealogy-client.ts';
import type { PlacedGraph } from './lay-out.ts';
import type { LoadedLineage } from './genealogy-messages.ts';

/** Lots that are read without asking: beyond it the reader decides. */
const readAtOnce = 100_000;

/** The genealogy of some lots or operations as the page shows it: how much is read, what is opened, what is isolated, what is selected. */
export class Genealogy {
  readonly client: GenealogyClient;
  readonly loaded: Resource<LoadedLineage>;
  readonly graph: Resource<PlacedGraph>;
  progress = $state.raw<{ lots: number; total: number }>();
  selected = $state<string>();
  /** The group that was opened last: where the reader is when nothing is selected. */
  anchor = $state<string>();
  isolated = $state<string | null>(null);
  /** Pages of members shown of each group that was opened. */
  opened = $state.raw<Readonly<Record<string, number>>>({});
  #upTo = $state(readAtOnce);

  constructor(question: () => { roots: readonly Root[]; direction: Direction }) {
    this.client = new GenealogyClient((progress) => (this.progress = progress));
    $effect(() => () => this.client.end());
    this.loaded = new Resource(() => {
      const { roots, direction } = question();
      this.opened = {};
      this.isolated = null;
      this.selected = this.anchor = undefined;
      return this.client.ask('load', { roots, direction, upTo: this.#upTo });
    });
    this.graph = new Resource(() => {
      if (!this.loaded.data) return undefined;
      return this.client.ask('graph', { opened: Object.entries(this.opened), isolated: this.isolated });
    });
  }

  /** Unfolds a group, or the next members of one that is unfolded already; the drawing stays on it. */
  open(group: string): void {
    this.anchor = group;
    this.selected = undefined;
    this.opened = { ...this.opened, [group]: (this.opened[group] ?? 0) + 1 };
  }

  foldAll(): void {
    this.opened = {};
    this.isolated = null;
  }

  readAll(): void {
    this.#upTo = Number.MAX_SAFE_INTEGER;
  }
}
