import { Inject, Injectable } from '@nestjs/common';
import { identify } from '@lotscope/epcis';
import { type Engine, type TracePage, traceEvents } from '@lotscope/sql';
import { Genealogy } from '@lotscope/sql/genealogy';
import type { Root } from '@lotscope/sql/genealogy';
import type { Principal } from '../access/principal.ts';
import { ENGINE } from '../app/tokens.ts';
import { NotFound } from '../errors/failures.ts';
import { RootsService } from '../roots/roots.service.ts';
import { CapturedEventsService } from './captured-events.service.ts';

export interface TraceOfThing {
  readonly epc: string;
  readonly direction: 'backward' | 'forward';
  readonly perPage: number;
  readonly nextPageToken?: string | undefined;
}

/** Traces as captured events: what happened to a thing, to all that it was made of or that was made of it, and to the containers meanwhile. */
@Injectable()
export class EpcisTraceService {
  constructor(
    @Inject(ENGINE) private readonly engine: Engine,
    @Inject(Genealogy) private readonly genealogy: Genealogy,
    private readonly roots: RootsService,
    private readonly captured: CapturedEventsService,
  ) {}

  async page(principal: Principal, { epc, direction, ...page }: TraceOfThing): Promise<TracePage> {
    const { canonical } = identify(epc);
    const roots = await this.#rootsOf(canonical, principal);
    // Lots of all sites: who may not see an event is told that there is one.
    const lots = roots.length === 0 ? [] : (await this.genealogy.ids({ roots, direction, visibleSites: null })).ids;
    const found = await traceEvents(this.engine, {
      name: `${direction} ${canonical}`,
      things: [...new Set([canonical, ...lots])],
      lots,
      places: await this.captured.places(principal.sites),
      ...page,
    });
    if (found.events.length === 0 && found.withheld === 0 && page.nextPageToken === undefined)
      throw new NotFound(`No captured event names ${epc}`);
    return found;
  }

  /** A lot or serial itself; of a container what was packed in it; nothing where only events know it. */
  async #rootsOf(id: string, principal: Principal): Promise<readonly Root[]> {
    if ((await this.genealogy.find({ kind: 'lot', id })) !== null) return this.#visible(id, principal);
    return this.#visible({ handlingUnit: id }, principal);
  }

  async #visible(root: string | { readonly handlingUnit: string }, principal: Principal): Promise<readonly Root[]> {
    try {
      return await this.roots.resolve([root], principal);
    } catch (error) {
      if (error instanceof NotFound) return [];
      throw error;
    }
  }
}
