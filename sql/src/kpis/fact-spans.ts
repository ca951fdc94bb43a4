import { z } from 'zod';
import type { Statements } from '../engine/engine.ts';
import { number } from '../query/columns.ts';
import { defineQuery } from '../query/define-query.ts';
import type { KpiDefinition } from './kpi-definition.ts';

const findFactSpans = defineQuery({
  module: import.meta.url,
  file: './fact-spans.sql',
  parameters: z.object({}),
  row: z.object({ dataset: z.string(), first: number, last: number }),
});

interface Span {
  readonly from: Date;
  /** Exclusive. */
  readonly to: Date;
}

type Spans = ReadonlyMap<string, { readonly first: number | null; readonly last: number | null }>;

/** What is loaded of the facts that KPIs are made of, and from when to when it reaches: unknown is not 0. */
export class FactSpans {
  readonly #spans: Spans;

  private constructor(spans: Spans) {
    this.#spans = spans;
  }

  static async read(statements: Statements): Promise<FactSpans> {
    const rows = await findFactSpans(statements, {});
    return new FactSpans(new Map(rows.map(({ dataset, first, last }) => [dataset, { first, last }])));
  }

  /** Any dataset of its facts has rows. */
  has({ facts }: KpiDefinition): boolean {
    return facts.some((dataset) => this.#spans.has(dataset));
  }

  /** The rows of any dataset of its facts reach into the time; of what is there now, any row does. */
  reach(definition: KpiDefinition, { from, to }: Span): boolean {
    if (definition.basis === 'now') return this.has(definition);
    return definition.facts.some((dataset) => {
      const { first, last } = this.#spans.get(dataset) ?? { first: null, last: null };
      return first !== null && last !== null && first < to.getTime() && last >= from.getTime();
    });
  }

  /** Why nothing is known of the time; undefined when something is. */
  whyUnknown(definition: KpiDefinition, span: Span): string | undefined {
    const names = definition.facts.map((dataset) => dataset.replaceAll('_', ' ')).join(' or ');
    if (!this.has(definition)) return `no ${names} are loaded`;
    return this.reach(definition, span) ? undefined : `no ${names} that are loaded reach into the period`;
  }
}
