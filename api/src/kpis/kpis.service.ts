import { Inject, Injectable } from '@nestjs/common';
import { kpiColumns, kpiParts, kpiRows, kpis, stockMeasureOf, streamKpiRows, UnknownKpi } from '@lotscope/sql';
import type { Engine, RowColumn } from '@lotscope/sql';
import { Genealogy } from '@lotscope/sql/genealogy';
import type { Principal } from '../access/principal.ts';
import { ENGINE } from '../app/tokens.ts';
import type {
  KpiList,
  KpiPart,
  KpiPartPage,
  KpiPartsQuery,
  KpiQuery,
  KpiRows,
  KpiRowsQuery,
} from '../contract/kpis.ts';
import { BaseCurrencyService } from '../disposition/base-currency.service.ts';
import { Forbidden, Invalid, NotFound } from '../errors/failures.ts';
import { FiguresService } from '../figures/figures.service.ts';
import { KeptAnswers } from '../figures/kept-answers.ts';
import { readOffset, writeOffset } from '../paging/offset-cursor.ts';

type Values = KpiRows['items'][number];

/** KPIs with their formulas, and the rows that each is made of (D23). */
@Injectable()
export class KpisService {
  readonly #answers = new KeptAnswers<Awaited<ReturnType<typeof kpis>>>();

  constructor(
    @Inject(ENGINE) private readonly engine: Engine,
    @Inject(Genealogy) private readonly genealogy: Genealogy,
    private readonly figures: FiguresService,
    private readonly currency: BaseCurrencyService,
  ) {}

  /** Figures are complete for everybody; a reader limited to sites may ask for those of their own sites only. */
  async list(principal: Principal, query: KpiQuery): Promise<KpiList> {
    mayAsk(principal, query);
    const { version, refreshing, behind } = await this.figures.state();
    // Where nothing has a time the period ends today.
    const today = new Date().toISOString().slice(0, 10);
    const found = await this.#answers.get(`${version} ${today}`, query, () => kpis(this.engine, query));
    return {
      ...found,
      refreshing,
      behind,
      dataAsOf: this.genealogy.status.dataAsOf,
      kpis: found.kpis.map((kpi) => ({
        ...kpi,
        unknown: refreshing || behind !== null ? notDerived(kpi.unknown) : kpi.unknown,
        source: [...kpi.source],
        series: [...kpi.series],
        breakdown: [...kpi.breakdown],
        measured: [...kpi.measured],
      })),
    };
  }

  async rows(principal: Principal, id: string, { cursor, limit, ...query }: KpiRowsQuery): Promise<KpiRows> {
    mayAsk(principal, query);
    columnsOf(id, query);
    const offset = readOffset(cursor);
    const { sites } = principal;
    const [found, currency] = await Promise.all([
      understood(() => kpiRows(this.engine, { ...query, id, sites, limit, offset })),
      this.currency.read(),
    ]);
    const { columns, rows, total, withheld, nextOffset } = found;
    const nextCursor = nextOffset === null ? null : writeOffset(nextOffset);
    const items = rows.map((row) => ({ ...row }));
    return { id, currency, columns: [...columns], items, total, withheld, nextCursor };
  }

  /** All rows in batches, and the columns to write them under. */
  async all(principal: Principal, id: string, { cursor: _cursor, limit: _limit, ...query }: KpiRowsQuery) {
    mayAsk(principal, query);
    const columns = columnsOf(id, query);
    const request = { ...query, id, sites: principal.sites };
    await understood(() => kpiRows(this.engine, { ...request, limit: 1 })); // a wrong sort is a problem, not a broken file
    return { columns, batches: streamKpiRows(this.engine, request) as AsyncIterable<Values[]> };
  }

  /** A page of the parts of a breakdown: figures, and so complete for everybody. */
  async parts(principal: Principal, id: string, query: KpiPartsQuery): Promise<KpiPartPage> {
    const parts = await this.allParts(principal, id, query);
    const offset = readOffset(query.cursor);
    const next = offset + query.limit;
    const nextCursor = next < parts.length ? writeOffset(next) : null;
    return { items: parts.slice(offset, next), total: parts.length, withheld: 0, nextCursor };
  }

  async allParts(principal: Principal, id: string, query: KpiPartsQuery): Promise<KpiPart[]> {
    mayAsk(principal, query);
    columnsOf(id, {});
    const { from, to, site, item, unit } = query;
    return kpiParts(this.engine, { id, from, to, site, item, unit });
  }
}

function mayAsk({ sites }: Principal, { site, from, to }: Pick<KpiQuery, 'site' | 'from' | 'to'>): void {
  if (from !== undefined && to !== undefined && new Date(from) >= new Date(to)) {
    throw new Invalid('The period ends before it begins', [{ path: 'to', message: 'must be after from' }]);
  }
  if (site !== undefined && sites !== null && !sites.includes(site)) {
    throw new Forbidden(`You are limited to ${sites.join(', ')}`);
  }
}

/** Of rows that were not derived yet nobody can say that none are loaded. */
function notDerived(unknown: KpiList['kpis'][number]['unknown']): typeof unknown {
  return unknown?.count === 0 ? { count: 0, text: 'the newest imports are not in the figures' } : unknown;
}

/** The columns of the rows of a KPI, when there is one and its rows can be asked for so. */
function columnsOf(id: string, { day, key, unit }: Pick<KpiRowsQuery, 'day' | 'key' | 'unit'>): readonly RowColumn[] {
  const columns = kpiColumns(id, day);
  if (columns === undefined) throw new NotFound(`There is no KPI ${id}`);
  const refused = (message: string) => new Invalid(message, [{ path: 'day', message }]);
  if (day !== undefined && stockMeasureOf(id) === undefined)
    throw refused(`What ${id} was made of on an earlier day is not kept`);
  if (day !== undefined && (key !== undefined || unit !== undefined))
    throw refused('The rows of an earlier day are not kept by part or unit');
  return columns;
}

async function understood<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof UnknownKpi) throw new Invalid(error.message, [{ path: 'sort', message: error.message }]);
    throw error;
  }
}
