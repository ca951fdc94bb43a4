import { buffer } from 'node:stream/consumers';
import readXlsxFile from 'read-excel-file/node';
import { describe, expect, it } from 'vitest';
import { cutToTabs } from './cut-to-tabs.ts';
import type { XlsxValue } from './cell-xml.ts';
import { columnName } from './cell-xml.ts';
import { type Tab, tabXml, type XlsxColumn } from './tab-xml.ts';
import { workbook } from './workbook.ts';

const columns: XlsxColumn[] = [
  { header: 'Lot', kind: 'text', width: 20 },
  { header: 'Quantity', kind: 'number', width: 10 },
  { header: 'At', kind: 'time', width: 20 },
];

async function* tabs(...all: Tab[]): AsyncGenerator<Tab> {
  yield* all;
}

/** What an independent reader finds: sheets in their order. */
async function readBack(...all: Tab[]): Promise<{ sheet: string; data: unknown[][] }[]> {
  return readXlsxFile(await buffer(workbook(tabs(...all))));
}

const tab = (rows: XlsxValue[][], name = 'Shipping'): Tab => ({ name, columns, headed: true, rows: [rows] });

describe('a workbook', () => {
  it('holds texts as texts, numbers as numbers, days and instants as dates, and leaves out what is not known', async () => {
    const [read] = await readBack(
      tab([
        ['L 1', 12.5, '2026-06-01'],
        ['L<2> & "more"', 0, '2026-06-01T14:30:15.000Z'],
        ['00012', null, '2026-06'],
        [' blanks ', -3, '1720-01-01'],
      ]),
    );
    expect(read!.data).toEqual([
      ['Lot', 'Quantity', 'At'],
      ['L 1', 12.5, new Date('2026-06-01T00:00:00Z')],
      ['L<2> & "more"', 0, new Date('2026-06-01T14:30:15Z')],
      ['00012', null, '2026-06'],
      expect.arrayContaining([-3, '1720-01-01']),
    ]);
  });

  it('has no formula, whatever a text begins with, and no character that XML cannot hold', async () => {
    const hostile = ['=1+1', '+CMD', '-2', '@SUM(A1)', '\t=1', 'a\u0000b\u001fc', '_x0041_', ']]><f>1</f>'];
    let xml = '';
    for await (const part of tabXml(tab(hostile.map((text) => [text, 1, null])))) xml += part;
    expect(xml).not.toMatch(/<f[ >]/);
    expect(xml).toContain('a_x0000_b_x001F_c');
    expect(xml).toContain('_x005F_x0041_');
    const [read] = await readBack(tab(hostile.slice(0, 4).map((text) => [text, 1, null])));
    expect(read!.data.slice(1).map(([text]) => text)).toEqual(hostile.slice(0, 4));
  });

  it('keeps the header in sight, filters it, and shows the last tab first', async () => {
    let xml = '';
    for await (const part of tabXml(tab([['L1', 1, null]]))) xml += part;
    expect(xml).toContain('<pane ySplit="1" topLeftCell="A2"');
    expect(xml).toContain('<autoFilter ref="A1:C2"/>');
    const read = await readBack(tab([], 'Shipping'), tab([], 'R & D'), {
      ...tab([['About', 2, null]]),
      name: 'Summary',
    });
    expect(read.map(({ sheet }) => sheet)).toEqual(['Summary', 'Shipping', 'R & D']);
  });

  it('goes on in another tab where a sheet is full, and tells where each row stands', async () => {
    async function* batches() {
      yield [1, 2, 3];
      yield [];
      yield [4, 5];
    }
    const told: [string, number, number[]][] = [];
    const cut = cutToTabs({ name: 'Missing', columns }, batches(), 3, (name, rows, first) => {
      told.push([name, first, [...rows]]);
      return Promise.resolve(rows.map((row) => ['x', row, null]));
    });
    const all: Tab[] = [];
    for await (const one of cut) {
      const rows: XlsxValue[][] = [];
      for await (const some of one.rows) rows.push(...some.map((row) => [...row]));
      all.push({ ...one, rows: [rows] });
    }
    expect(all.map(({ name }) => name)).toEqual(['Missing', 'Missing (2)', 'Missing (3)']);
    expect(told).toEqual([
      ['Missing', 2, [1, 2]],
      ['Missing (2)', 2, [3]],
      ['Missing (2)', 3, [4]],
      ['Missing (3)', 2, [5]],
    ]);
  });

  it('breaks off when its rows fail, and stops reading them when nobody takes them', async () => {
    let closed = false;
    async function* failing() {
      try {
        for (;;) yield [['L', 1, null] as const];
      } finally {
        closed = true;
      }
    }
    const left = workbook(tabs({ ...tab([]), rows: failing() }));
    for await (const chunk of left) if (chunk !== null) break;
    await expect.poll(() => closed).toBe(true);
    async function* broken(): AsyncGenerator<XlsxValue[][]> {
      yield [['L', 1, null]];
      throw new Error('the store is gone');
    }
    await expect(buffer(workbook(tabs({ ...tab([]), rows: broken() })))).rejects.toThrow('the store is gone');
  });

  it('names columns as spreadsheets do', () => {
    expect([0, 25, 26, 51, 52, 701, 702].map(columnName)).toEqual(['A', 'Z', 'AA', 'AZ', 'BA', 'ZZ', 'AAA']);
  });
});
