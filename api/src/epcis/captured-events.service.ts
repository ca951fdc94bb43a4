import { Inject, Injectable } from '@nestjs/common';
import { type Condition, type EventQuery, identify, InvalidQuery, type Namespaces, readQuery } from '@lotscope/epcis';
import {
  type Engine,
  KnownMasterData,
  listValues,
  placesOfSites,
  queryEvents,
  readMasterData,
  readNamespaces,
} from '@lotscope/sql';
import type { EventPage, StoredEvent, ValueList, ValuePage, VisiblePlaces } from '@lotscope/sql';
import type { Principal } from '../access/principal.ts';
import { ENGINE } from '../app/tokens.ts';
import { NotFound } from '../errors/failures.ts';

const asksMasterData = ({ test }: Condition): boolean => test.is === 'within' || test.is === 'described';

/** Captured events, as far as a reader may see them. */
@Injectable()
export class CapturedEventsService {
  constructor(@Inject(ENGINE) private readonly engine: Engine) {}

  /** Prefixes mean what the request declares, and else what senders of events mean by them. */
  async readQuery(sent: URLSearchParams, declared: Namespaces): Promise<EventQuery> {
    try {
      return readQuery(sent, declared);
    } catch (error) {
      if (!(error instanceof InvalidQuery)) throw error;
      return readQuery(sent, new Map([...(await readNamespaces(this.engine)), ...declared]));
    }
  }

  async page({ sites }: Principal, query: EventQuery): Promise<EventPage> {
    const known = query.conditions.some(asksMasterData) ? await readMasterData(this.engine) : KnownMasterData.none;
    return queryEvents(this.engine, query, known, await this.places(sites));
  }

  /** The event of an ID; one that was declared wrong as it was sent first. */
  async find(principal: Principal, eventID: string): Promise<StoredEvent> {
    const conditions: Condition[] = [
      {
        parameter: 'EQ_eventID',
        subject: { field: 'eventID' },
        test: { is: 'identified', as: [identify(eventID).canonical], patterns: [] },
      },
    ];
    const { events } = await this.page(principal, { conditions, perPage: 100 });
    const found = events.find(({ event }) => event.errorDeclaration === undefined) ?? events[0];
    if (found === undefined) throw new NotFound(`No event has the ID ${eventID}`);
    return found;
  }

  async values(
    { sites }: Principal,
    list: ValueList,
    { after, length }: { readonly after: string; readonly length: number },
  ): Promise<ValuePage> {
    return listValues(this.engine, list, { after, length, places: await this.places(sites) });
  }

  async places(sites: readonly string[] | null): Promise<VisiblePlaces> {
    return sites === null ? null : placesOfSites(this.engine, sites);
  }
}
