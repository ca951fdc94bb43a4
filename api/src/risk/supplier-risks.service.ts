import { Inject, Injectable } from '@nestjs/common';
import { countSuppliers, listSuppliers } from '@lotscope/sql';
import type { Engine, JudgedSupplier, ReceiptFilter } from '@lotscope/sql';
import type { Principal } from '../access/principal.ts';
import { ENGINE } from '../app/tokens.ts';
import type { SupplierRisk, SupplierRiskPage, SupplierRiskQuery } from '../contract/risk-suppliers.ts';
import type { CsvColumns } from '../csv/csv.ts';
import { readOffset, writeOffset } from '../paging/offset-cursor.ts';
import { ReviewsService } from './reviews.service.ts';
import { ScoringService } from './scoring.service.ts';
import type { NewestRun } from './scoring.service.ts';

const csvPage = 1000;

/** Suppliers by what became of their lots. */
@Injectable()
export class SupplierRisksService {
  constructor(
    @Inject(ENGINE) private readonly engine: Engine,
    private readonly reviews: ReviewsService,
    private readonly scoring: ScoringService,
  ) {}

  async page(reader: Principal, query: SupplierRiskQuery): Promise<SupplierRiskPage> {
    const { limit, sort, order } = query;
    const offset = readOffset(query.cursor);
    const filter = await this.#filterOf(reader, query);
    const [rows, { total, withheld }, scored] = await Promise.all([
      listSuppliers(this.engine, { ...filter, sort, order, offset, limit: limit + 1 }),
      countSuppliers(this.engine, filter),
      this.scoring.newest('supplier-lot-deviation'),
    ]);
    const nextCursor = rows.length > limit ? writeOffset(offset + limit) : null;
    return { items: rows.slice(0, limit).map((row) => describe(row, scored)), nextCursor, total, withheld };
  }

  /** All that match, page by page. */
  async *pages(reader: Principal, query: SupplierRiskQuery): AsyncGenerator<SupplierRisk[]> {
    const { sort, order } = query;
    const filter = await this.#filterOf(reader, query);
    const scored = await this.scoring.newest('supplier-lot-deviation');
    for (let offset = 0; ; offset += csvPage) {
      const rows = await listSuppliers(this.engine, { ...filter, sort, order, offset, limit: csvPage });
      yield rows.map((row) => describe(row, scored));
      if (rows.length < csvPage) return;
    }
  }

  async #filterOf({ sites }: Principal, query: SupplierRiskQuery): Promise<ReceiptFilter> {
    const { from, to, site, item, supplier, q } = query;
    const since = from === undefined ? undefined : new Date(from);
    const until = to === undefined ? undefined : new Date(to);
    return { site, item, supplier, q, since, until, sites, reviews: await this.reviews.verdicts() };
  }
}

function describe(row: JudgedSupplier, { unreadable: _told, ...scored }: NewestRun): SupplierRisk {
  const {
    supplierId,
    name,
    country,
    lots,
    labelled,
    deviated,
    rated,
    ratedDeviated,
    openLots,
    unscored,
    expectedDeviating,
  } = row;
  const { rate, low, high } = row;
  return {
    supplierId,
    name: supplierId === '' ? 'Supplier not stated' : name,
    country,
    lots,
    labelled,
    deviated,
    rated,
    ratedDeviated,
    rate: rate === null || low === null || high === null ? null : { value: rate, low, high },
    trend: row.months.map(({ month, supplierId: _its, ...counts }) => ({ at: month, ...counts })),
    openLots,
    expectedDeviating,
    unscored,
    worst: row.worst.map(({ itemId, itemName, ...item }) => ({
      itemId,
      itemName,
      rate: item.rate,
      deviated: item.deviated,
      labelled: item.labelled,
    })),
    recurring: row.recurring.map(({ defect, times, last }) => ({ defect, count: times, last: last ?? '' })),
    ...scored,
  };
}

export const supplierColumns: CsvColumns<SupplierRisk> = {
  supplierId: (row) => row.supplierId,
  name: (row) => row.name,
  country: (row) => row.country,
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
  worstItems: (row) => row.worst.map(({ itemId }) => itemId).join('; '),
  recurringDefects: (row) => row.recurring.map(({ defect, count }) => `${defect} (${count})`).join('; '),
  modelId: (row) => row.modelId,
  modelVersion: (row) => row.modelVersion,
  scoredAt: (row) => row.scoredAt,
  skill: (row) => row.skill,
  verdict: (row) => row.verdict,
};
