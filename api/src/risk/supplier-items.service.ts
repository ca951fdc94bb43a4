import { Inject, Injectable } from '@nestjs/common';
import { countRates, listRates } from '@lotscope/sql';
import type { Engine, JudgedRate, ReceiptFilter } from '@lotscope/sql';
import type { Principal } from '../access/principal.ts';
import { ENGINE } from '../app/tokens.ts';
import type { SupplierItemPage, SupplierItemQuery, SupplierItemRisk } from '../contract/risk-suppliers.ts';
import type { CsvColumns } from '../csv/csv.ts';
import { readOffset, writeOffset } from '../paging/offset-cursor.ts';
import { ReviewsService } from './reviews.service.ts';

const csvPage = 1000;

/** What was received of one supplier, by item. */
@Injectable()
export class SupplierItemsService {
  constructor(
    @Inject(ENGINE) private readonly engine: Engine,
    private readonly reviews: ReviewsService,
  ) {}

  async page(reader: Principal, supplierId: string, query: SupplierItemQuery): Promise<SupplierItemPage> {
    const { limit, sort, order } = query;
    const offset = readOffset(query.cursor);
    const filter = await this.#filterOf(reader, supplierId, query);
    const [rows, { total, withheld }] = await Promise.all([
      listRates(this.engine, 'item', { ...filter, sort, order, offset, limit: limit + 1 }),
      countRates(this.engine, 'item', filter),
    ]);
    const nextCursor = rows.length > limit ? writeOffset(offset + limit) : null;
    return { items: rows.slice(0, limit).map(describe), nextCursor, total, withheld };
  }

  /** All that match, page by page. */
  async *pages(reader: Principal, supplierId: string, query: SupplierItemQuery): AsyncGenerator<SupplierItemRisk[]> {
    const { sort, order } = query;
    const filter = await this.#filterOf(reader, supplierId, query);
    for (let offset = 0; ; offset += csvPage) {
      const rows = await listRates(this.engine, 'item', { ...filter, sort, order, offset, limit: csvPage });
      yield rows.map(describe);
      if (rows.length < csvPage) return;
    }
  }

  async #filterOf({ sites }: Principal, supplier: string, query: SupplierItemQuery): Promise<ReceiptFilter> {
    const { from, to, site, item } = query;
    const since = from === undefined ? undefined : new Date(from);
    const until = to === undefined ? undefined : new Date(to);
    return { site, item, supplier, since, until, sites, reviews: await this.reviews.verdicts() };
  }
}

function describe({ id, name, rate, low, high, ...row }: JudgedRate): SupplierItemRisk {
  const { lots, labelled, deviated, rated, ratedDeviated, openLots, expectedDeviating, unscored } = row;
  return {
    itemId: id,
    itemName: name,
    lots,
    labelled,
    deviated,
    rated,
    ratedDeviated,
    rate: rate === null || low === null || high === null ? null : { value: rate, low, high },
    openLots,
    expectedDeviating,
    unscored,
  };
}

export const supplierItemColumns: CsvColumns<SupplierItemRisk> = {
  itemId: (row) => row.itemId,
  itemName: (row) => row.itemName,
  lots: (row) => row.lots,
  labelled: (row) => row.labelled,
  deviated: (row) => row.deviated,
  rated: (row) => row.rated,
  ratedDeviated: (row) => row.ratedDeviated,
  rate: (row) => row.rate?.value ?? null,
  rateLow: (row) => row.rate?.low ?? null,
  rateHigh: (row) => row.rate?.high ?? null,
  openLots: (row) => row.openLots,
  expectedDeviating: (row) => row.expectedDeviating,
  unscored: (row) => row.unscored,
};
