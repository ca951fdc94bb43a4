import { Inject, Injectable } from '@nestjs/common';
import { findLot, lotRows, streamLotRows, streamSupersededRows, supersededRows } from '@lotscope/sql';
import type { Engine, LotRowsRequest } from '@lotscope/sql';
import type { Principal } from '../access/principal.ts';
import { ENGINE } from '../app/tokens.ts';
import { lotListRows } from '../contract/lot-rows.ts';
import type { LotListName, LotListRow, LotRowPage, LotRowsQuery } from '../contract/lot-rows.ts';
import { BaseCurrencyService } from '../disposition/base-currency.service.ts';
import { NotFound } from '../errors/failures.ts';
import { readOffset } from '../paging/offset-cursor.ts';
import { describeLotRow } from './describe-lot-rows.ts';
import { pageOfList } from './describe-passport.ts';
import { isForeign, unknownLot } from './visible-lot.ts';

type AnyRow = LotListRow<LotListName>;
/** The describer of the list that the rows are of. */
type Describe = (row: never, currency: string | null) => AnyRow;

/** Each list of a lot: a page of it, or all of its rows. */
@Injectable()
export class LotRowsService {
  constructor(
    @Inject(ENGINE) private readonly engine: Engine,
    private readonly currency: BaseCurrencyService,
  ) {}

  async page(principal: Principal, lotId: string, list: string, { limit, cursor }: LotRowsQuery): Promise<LotRowPage> {
    const { name, request, describe } = await this.#open(principal, lotId, list);
    const offset = readOffset(cursor);
    const rows =
      name === 'superseded'
        ? await supersededRows(this.engine, request, { limit, offset })
        : await lotRows(this.engine, name, request, { limit, offset });
    return pageOfList<object, AnyRow>(rows, offset, describe);
  }

  /** Opens the lot before the first batch, so that one that is unknown is answered with a problem, not a broken file. */
  async all(principal: Principal, lotId: string, list: string) {
    const { name, request, describe } = await this.#open(principal, lotId, list);
    const batches: AsyncIterable<object[]> =
      name === 'superseded' ? streamSupersededRows(this.engine, request) : streamLotRows(this.engine, name, request);
    return { name, batches: described(batches, describe) };
  }

  async #open(principal: Principal, lotId: string, list: string) {
    const name = listNamed(list);
    const [[lot], currency] = await Promise.all([
      findLot(this.engine, { lotId, now: new Date() }),
      this.currency.read(),
    ]);
    if (lot === undefined || isForeign(lot, principal)) throw unknownLot(lotId);
    const request: LotRowsRequest = { lotId, sites: principal.sites };
    const ofList: Describe = describeLotRow[name];
    return { name, request, describe: (row: object) => ofList(row as never, currency) };
  }
}

async function* described(
  batches: AsyncIterable<object[]>,
  describe: (row: object) => AnyRow,
): AsyncIterable<AnyRow[]> {
  for await (const batch of batches) yield batch.map(describe);
}

function listNamed(text: string): LotListName {
  const names = Object.keys(lotListRows) as LotListName[];
  const name = names.find((each) => each === text);
  if (name === undefined) throw new NotFound(`A lot has no list ${text}: there are ${names.join(', ')}`);
  return name;
}
