import { Locations, sheets } from '@lotscope/sql';
import type { Engine, EventQuestion, LeftOut, Sheet, SheetRow } from '@lotscope/sql';
import type { Fsma204Sheet } from '../contract/fsma204.ts';
import { mostRows, type Tab } from '../xlsx/tab-xml.ts';
import { cutToTabs } from '../xlsx/cut-to-tabs.ts';
import { MissingElements, missingColumns } from './missing-elements.ts';
import { SheetCounts } from './sheet-counts.ts';
import { type Cover, summaryColumns, summaryRows } from './summary-tab.ts';

/** Records of one question, ready to be written: what is left out of them has been counted. */
export interface Prepared {
  readonly question: EventQuestion;
  readonly locations: Locations;
  readonly leftOut: ReadonlyMap<Sheet, LeftOut>;
}

/** Asks what can be asked before anything is answered, so that a question that fails is a problem and not a broken file. */
export async function prepare(engine: Engine, question: EventQuestion): Promise<Prepared> {
  const locations = await Locations.load(engine);
  const leftOut = new Map<Sheet, LeftOut>();
  for (const sheet of sheets) leftOut.set(sheet, await sheet.leftOut(engine, question));
  return { question, locations, leftOut };
}

/** The counts alone: every record is read, none is kept. */
export async function countSheets(engine: Engine, prepared: Prepared): Promise<Fsma204Sheet[]> {
  const counted: Fsma204Sheet[] = [];
  for (const sheet of sheets) {
    const counts = new SheetCounts(sheet, prepared.leftOut.get(sheet)!);
    for await (const rows of sheet.rows(engine, prepared.question, prepared.locations)) counts.add(rows);
    counted.push(counts.result());
  }
  return counted;
}

/** A tab per critical tracking event, one with what is missing, and the summary, written last and shown first. `folder`: for what waits. */
export async function* tabsOf(
  engine: Engine,
  { question, locations, leftOut }: Prepared,
  cover: Cover,
  { folder, most = mostRows }: { readonly folder: string; readonly most?: number },
): AsyncGenerator<Tab> {
  const missing = new MissingElements(folder);
  const counted: Fsma204Sheet[] = [];
  try {
    for (const sheet of sheets) {
      const counts = new SheetCounts(sheet, leftOut.get(sheet)!);
      const told = async (tab: string, rows: readonly SheetRow[], firstRow: number) => {
        counts.add(rows);
        await missing.add(sheet, tab, rows, firstRow);
        return rows.map(({ cells }) => cells);
      };
      yield* cutToTabs(sheet, sheet.rows(engine, question, locations), most, told);
      counted.push(counts.result());
    }
    const asCells = (_tab: string, rows: readonly (readonly (string | number | null)[])[]) => Promise.resolve(rows);
    yield* cutToTabs({ name: 'Missing', columns: missingColumns }, missing.rows(), most, asCells);
    yield { name: 'Summary', columns: summaryColumns, headed: false, rows: [summaryRows(cover, counted)] };
  } finally {
    await missing.close();
  }
}
