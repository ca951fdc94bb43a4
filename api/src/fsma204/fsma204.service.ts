import { Inject, Injectable, type StreamableFile } from '@nestjs/common';
import { Locations, sheetOf } from '@lotscope/sql';
import type { Engine, EventQuestion, LotsOfQuestion } from '@lotscope/sql';
import { Genealogy } from '@lotscope/sql/genealogy';
import type { Principal } from '../access/principal.ts';
import { DATA_FOLDER, ENGINE } from '../app/tokens.ts';
import type { Fsma204PeriodQuery, Fsma204Summary, Fsma204TraceQuery, TraceabilityEvent } from '../contract/fsma204.ts';
import { csvFile } from '../csv/csv.ts';
import { download } from '../http/download.ts';
import { RootsService } from '../roots/roots.service.ts';
import { OpenScopeService } from '../scope/open-scope.service.ts';
import { SettingsService } from '../settings/settings.service.ts';
import type { DataFolder } from '../storage/data-folder.ts';
import { workbook, xlsxType } from '../xlsx/workbook.ts';
import { zipped } from '../zip/zipped.ts';
import { csvFilesOf, csvOfTab } from './csv-files.ts';
import { countSheets, type Prepared, prepare, tabsOf } from './spreadsheet.ts';
import type { Cover } from './summary-tab.ts';

/** What a spreadsheet is about, in words too, and for the name of its file. */
export interface Subject {
  readonly question: EventQuestion;
  readonly about: string;
  readonly withheldLots: number;
}

/** Before and after everything that the store can hold. */
const beginning = '1900-01-01';
const end = '2299-01-01';

/** The electronic sortable spreadsheet of FSMA 204 (D24): of a period, of a trace, of a scope. */
@Injectable()
export class Fsma204Service {
  constructor(
    @Inject(ENGINE) private readonly engine: Engine,
    @Inject(DATA_FOLDER) private readonly dataFolder: DataFolder,
    @Inject(Genealogy) private readonly genealogy: Genealogy,
    private readonly roots: RootsService,
    private readonly scopes: OpenScopeService,
    private readonly settings: SettingsService,
  ) {}

  period({ sites }: Principal, { from, to, site }: Fsma204PeriodQuery): Subject {
    const about = `events ${from === undefined ? 'from the beginning' : `from ${from}`} ${to === undefined ? 'on' : `to before ${to}`}`;
    const of = { kind: 'period', from: new Date(from ?? beginning), to: new Date(to ?? end) } as const;
    const at = site === undefined ? '' : ` at site ${site}`;
    return { question: { of, site, sites }, about: `${about}${at}`, withheldLots: 0 };
  }

  /** Every event of the lots that a lot leads to, and of itself. A lot that the reader may not see is not known to them. */
  async trace(principal: Principal, lotId: string, { direction }: Fsma204TraceQuery): Promise<Subject> {
    const { sites } = principal;
    const roots = await this.roots.resolve([lotId], principal);
    const { ids, withheld } = await this.genealogy.ids({ roots, direction, visibleSites: sites });
    const about = `lot ${lotId}, traced ${direction === 'both' ? 'backward and forward' : direction}`;
    return { question: ofLots({ ids }, sites), about, withheldLots: withheld };
  }

  async scope(principal: Principal, scopeId: string): Promise<Subject> {
    const scope = await this.scopes.open(principal, scopeId);
    const about = `the recall scope of ${(await scope.roots()).map(({ id }) => id).join(', ')}`;
    return { question: ofLots({ nodes: scope.lots() }, principal.sites), about, withheldLots: 0 };
  }

  async summary(subject: Subject): Promise<Fsma204Summary> {
    const sheets = await countSheets(this.engine, await prepare(this.engine, subject.question));
    return { ...this.#described(subject), sheets };
  }

  async xlsx(subject: Subject): Promise<StreamableFile> {
    const [prepared, cover] = await this.#begun(subject);
    const folder = this.dataFolder.uploads;
    return download('FSMA 204.xlsx', xlsxType, workbook(tabsOf(this.engine, prepared, cover, { folder })));
  }

  async zip(subject: Subject): Promise<StreamableFile> {
    const [prepared, cover] = await this.#begun(subject);
    const tabs = tabsOf(this.engine, prepared, cover, { folder: this.dataFolder.uploads, most: Infinity });
    return download('FSMA 204.zip', 'application/zip', zipped(csvFilesOf(tabs)));
  }

  async csv(subject: Subject, event: TraceabilityEvent): Promise<StreamableFile> {
    const sheet = sheetOf(event);
    const rows = cellsOf(sheet.rows(this.engine, subject.question, await Locations.load(this.engine)));
    return csvFile(`FSMA 204 ${event}.csv`, csvOfTab({ ...sheet, headed: true, rows }));
  }

  async #begun(subject: Subject): Promise<[Prepared, Cover]> {
    const { organisation, traceabilityPlan } = await this.settings.read();
    const prepared = await prepare(this.engine, subject.question);
    return [prepared, { ...this.#described(subject), organisation, traceabilityPlan }];
  }

  #described({ about, withheldLots }: Subject): Omit<Fsma204Summary, 'sheets'> {
    const { dataAsOf } = this.genealogy.status;
    return { about, generatedAt: new Date().toISOString(), dataAsOf, withheldLots };
  }
}

const ofLots = (lots: LotsOfQuestion, sites: readonly string[] | null): EventQuestion => ({
  of: { kind: 'lots', lots },
  sites,
});

async function* cellsOf<Cells>(batches: AsyncIterable<readonly { readonly cells: Cells }[]>): AsyncGenerator<Cells[]> {
  for await (const rows of batches) yield rows.map(({ cells }) => cells);
}
