import type { Fsma204Sheet, Fsma204Summary } from '../contract/fsma204.ts';
import type { XlsxValue } from '../xlsx/cell-xml.ts';
import type { XlsxColumn } from '../xlsx/tab-xml.ts';

export interface Cover extends Omit<Fsma204Summary, 'sheets'> {
  readonly organisation: string;
  /** Where the traceability plan is kept (21 CFR 1.1315); null: nobody has said. */
  readonly traceabilityPlan: string | null;
}

export const summaryColumns: readonly XlsxColumn[] = [34, 26, 12, 18, 14, 24, 16].map((width, at) => ({
  header: '',
  kind: at === 1 ? 'time' : 'text',
  width,
}));

const countHeaders = [
  'Sheet',
  '21 CFR',
  'Records',
  'Missing elements',
  'Withheld',
  'Not known if on the list',
  'Without a date',
];

const countRow = ({ name, section, records, missing, withheld, unlisted, undated }: Fsma204Sheet): XlsxValue[] => [
  name,
  section,
  records,
  missing,
  withheld,
  unlisted,
  undated,
];

/** The first sheet: what this is, of when, of what, and what is not in it. */
export function summaryRows(cover: Cover, sheets: readonly Fsma204Sheet[]): XlsxValue[][] {
  const missing = sheets.reduce((sum, sheet) => sum + sheet.missing, 0);
  return [
    ['Electronic sortable spreadsheet of traceability records (21 CFR 1.1455(c)(3)(ii))'],
    ['Organisation', cover.organisation],
    ['Records of', cover.about],
    ['Generated at (UTC)', cover.generatedAt],
    ['Data as of (UTC)', cover.dataAsOf ?? 'unknown'],
    ['Traceability plan (21 CFR 1.1315)', cover.traceabilityPlan ?? 'not recorded'],
    ['Missing elements', missing],
    ...(cover.withheldLots > 0 ? [['Lots of other sites, withheld', cover.withheldLots]] : []),
    [],
    countHeaders,
    ...sheets.map(countRow),
    [],
    [
      'Only foods on the Food Traceability List are in the sheets. A blank cell is not known; the sheet Missing lists those that the rule asks for.',
    ],
    [
      'Times are UTC; a date without a time is the local day of the place. Telephone numbers, codes and names are text.',
    ],
  ];
}
