import { gzipSync, zstdCompressSync } from 'node:zlib';
import { InvalidFile, readRejects, streamRejectsCsv } from '@lotscope/sql/import';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { csv, ImportStore } from './import-store.ts';

let db: ImportStore;
beforeAll(async () => {
  db = await ImportStore.open();
});
beforeEach(() => db.reset());
afterAll(() => db.close());

const links = 'linkId,parentLotId,childLotId,kind,quantity,unit,at';
const rejectsOf = (importId: string, limit?: number) => readRejects(db.engine, importId, limit);

async function rejectsText(importId: string): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of streamRejectsCsv(db.engine, importId)) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

async function refusal(load: Promise<unknown>): Promise<InvalidFile> {
  const error: unknown = await load.catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(InvalidFile);
  return error as InvalidFile;
}

describe('a bad row is kept with its number and its reason, all others are loaded', () => {
  test('row 150,000 of 200,000', async () => {
    const rows = Array.from({ length: 200_000 }, (_, n) =>
      n === 149_999 ? `${n},A${n},B${n},split,1,kg,2024-02-30` : `${n},A${n},B${n},split,1,kg,2024-02-28`,
    );
    const result = await db.load('lot_links', `${links}\n${rows.join('\n')}\n`);
    expect(result).toMatchObject({ read: 200_000, accepted: 199_999, rejected: 1, duplicate: 0 });
    expect(await rejectsOf(result.importId)).toEqual([
      {
        row: 150_000,
        dataset: 'lot_links',
        column: 'at',
        value: '2024-02-30',
        reason: 'not a date or time (ISO 8601)',
      },
    ]);
    expect(await db.query('SELECT row_no, link_id FROM lot_links WHERE toUInt64(link_id) + 1 != row_no')).toEqual([]);
    expect(await db.query('SELECT count() AS n, max(node_no) AS m, uniqExact(node_no) AS u FROM nodes')).toEqual([
      { n: 399_998, m: 399_997, u: 399_998 },
    ]);
  });

  test.each([
    ['2024-02-30', null],
    ['2024-13-01', null],
    ['2024-01-01T25:00:00Z', null],
    ['2024-01-01T10:60', null],
    ['2024-01-01T10:59:60Z', null],
    ['2024-01-01T24:00', null],
    ['2024-1-1', null],
    ['2024-01-01T10:00+5:00', null],
    ['2024-01-01T10:00:00.1234567890Z', null],
    ['2024-01-01T10:00-0330', '2024-01-01 13:30:00.000'],
    ['2024-01-01T10:00:00.123456789Z', '2024-01-01 10:00:00.123'],
    ['2024-02', '2024-02-01 00:00:00.000'],
    ['03/04/2024', null],
    ['20240101', null],
    ['1700000000', null],
    ['5 March 2024', null],
    ['2024-02-29T23:59:59.123Z', '2024-02-29 23:59:59.123'],
    ['2024-02-29T00:30:00+05:30', '2024-02-28 19:00:00.000'],
    ['2024-02-29 10:00', '2024-02-29 10:00:00.000'],
    ['1970-01-01', '1970-01-01 00:00:00.000'],
    ['2105-12-31T23:59:59.999Z', '2105-12-31 23:59:59.999'],
  ])('time %s', async (text, stored) => {
    const result = await db.load('lot_links', csv(links, ['1', 'A', 'B', 'split', '1', 'kg', text]));
    expect(result.rejected).toBe(stored === null ? 1 : 0);
    expect(await db.values('SELECT `at` FROM lot_links')).toEqual(stored === null ? [] : [stored]);
  });

  test.each(['1969-12-31T23:59:59.999Z', '1899-12-31', '0001-01', '2106-01-01', '9999-12-31', '2106-02-07T06:28:15Z'])(
    'a time that the clock of the genealogy cannot tell: %s',
    async (text) => {
      const { importId } = await db.load('lot_links', csv(links, ['1', 'A', 'B', 'split', '1', 'kg', text]));
      expect(await rejectsOf(importId)).toEqual([
        { row: 1, dataset: 'lot_links', column: 'at', value: text, reason: 'before 1970 or after 2105' },
      ]);
    },
  );

  test('numbers: signs, commas, words, infinities and absurd sizes', async () => {
    const texts = [
      '1,5',
      '5kg',
      'nan',
      'inf',
      '1e400',
      '-1',
      '1e16',
      '0x10',
      '١',
      '1.5',
      ' 2 ',
      '+3',
      '.5',
      '1e3',
      '0',
      '',
    ];
    const rows = texts.map((text, n) => [String(n), 'A', `B${n}`, 'split', text, 'kg', '']);
    const { importId } = await db.load('lot_links', csv(links, ...rows));
    const rejects = await rejectsOf(importId);
    expect(rejects.map(({ value, reason }) => [value, reason])).toEqual([
      ['1,5', 'not a number: decimals take a point; a decimal comma needs a mapping with "decimal": ","'],
      ['5kg', 'not a number'],
      ['nan', 'not a number'],
      ['inf', 'not a number'],
      ['1e400', 'not a number'],
      ['-1', 'must not be negative'],
      ['1e16', 'too large'],
      ['0x10', 'not a number'],
      ['١', 'not a number'],
    ]);
    expect(await db.values('SELECT quantity FROM lot_links ORDER BY row_no')).toEqual([1.5, 2, 3, 0.5, 1000, 0, null]);
  });

  test('choices, booleans and whole numbers', async () => {
    const header = 'itemId,kind,expiryDayUsable,shelfLifeDays';
    const { importId } = await db.load(
      'items',
      csv(header, ['1', 'RAW', 'Yes', '5.0'], ['2', 'liquid', '', ''], ['3', '', 'maybe', ''], ['4', '', '0', '1.5']),
    );
    expect((await rejectsOf(importId)).map(({ row, column, reason }) => [row, column, reason])).toEqual([
      [2, 'kind', 'not one of the allowed values: raw, packaging, intermediate, finished, byproduct'],
      [3, 'expiryDayUsable', 'not true or false'],
      [4, 'shelfLifeDays', 'not a whole number'],
    ]);
    expect(await db.query('SELECT kind, expiry_day_usable, shelf_life_days FROM items')).toEqual([
      { kind: 'raw', expiry_day_usable: true, shelf_life_days: 5 },
    ]);
  });

  test('all reasons of a row are told, and every rejected row is returned whole', async () => {
    const file = csv(links, ['1', '', 'B', 'sold', '-1', 'kg', '2024-13'], ['2', 'A', 'A', 'split', '1', 'k"g', '']);
    const { importId } = await db.load('lot_links', file);
    expect((await rejectsOf(importId)).map(({ row, column }) => [row, column])).toEqual([
      [1, 'at'],
      [1, 'kind'],
      [1, 'parentLotId'],
      [1, 'quantity'],
      [2, 'childLotId'],
    ]);
    const text = await rejectsText(importId);
    const [header, first, second] = text.split('\n');
    expect(header).toBe(
      '"linkId","parentLotId","childLotId","kind","quantity","unit","at","rejectedRow","rejectedFor","rejectedBecause"',
    );
    expect(first).toContain('"1","","B","sold","-1","kg","2024-13",1,"lot_links"');
    expect(second).toContain(
      '"2","A","A","split","1","k""g","",2,"lot_links","childLotId: a lot cannot be linked to itself (A)"',
    );
  });

  test('ragged rows, blank lines, quotes and line ends in fields', async () => {
    const file = 'lotId,itemId,lotNumber\r\nA,I,"two\r\nlines, ""quoted"""\r\n \t\r\n\r\nB,I\r\nC,I,1,2,3\r\nD,I,4\r\n';
    const { importId, ...result } = await db.load('lots', file);
    expect(result).toMatchObject({ read: 4, accepted: 2, rejected: 2 });
    expect(
      (await db.values('SELECT lot_number FROM lots ORDER BY lot_id')).map((text) => String(text).replace('\r', '')),
    ).toEqual(['two\nlines, "quoted"', '4']);
    expect((await rejectsOf(importId)).map(({ row, reason }) => [row, reason])).toEqual([
      [4, 'fewer fields than the header has'],
      [5, 'more fields than the header has'],
    ]);
    expect(await rejectsText(importId)).toContain('"C","I","1",5,"","more fields than the header has | 2');
  });

  test('unknown columns are told and not read', async () => {
    const { warnings, accepted } = await db.load('lots', csv('lotId,itemId,colour', ['A', 'I', 'red']));
    expect(accepted).toBe(1);
    expect(warnings.join()).toContain('"colour"');
  });

  test('lines that are not JSON objects', async () => {
    const lines = [
      '{"lotId":"A","itemId":"I","quantity":1.50}',
      'not json',
      '[1]',
      '{"lotId":"B","itemId":"I","quantity":null,"n":{"x":[1]}}',
      '',
      '{"lotId":',
    ];
    const { importId, ...result } = await db.load('lots', lines.join('\n'), { format: 'jsonl' });
    expect(result).toMatchObject({ read: 5, accepted: 2, rejected: 3 });
    expect((await rejectsOf(importId)).map(({ row, reason }) => [row, reason])).toEqual([
      [2, 'not a JSON object'],
      [3, 'not a JSON object'],
      [6, 'not a JSON object'],
    ]);
    expect(await db.query('SELECT lot_id, quantity FROM lots ORDER BY lot_id')).toEqual([
      { lot_id: 'A', quantity: 1.5 },
      { lot_id: 'B', quantity: null },
    ]);
    expect(await rejectsText(importId)).toContain('"not json"');
  });
});

describe('a file that cannot be read is refused whole, with the reason, and nothing of it is left', () => {
  const good = csv(links, ['1', 'A', 'B', 'split', '1', 'kg', '']);
  const broken: [string, Buffer | string][] = [
    ['empty', ''],
    ['a truncated zst', zstdCompressSync(Buffer.from(good.repeat(2000))).subarray(0, -20)],
    ['a truncated gzip', gzipSync(Buffer.from(good.repeat(2000))).subarray(0, -20)],
    ['a corrupt gzip', Buffer.concat([gzipSync(Buffer.from(good)).subarray(0, 20), Buffer.alloc(50, 7)])],
    ['an unclosed quote', `${links}\n1,"A,B,split,1,kg,\n`],
    ['a duplicate header', csv('linkId,lotId,lotId', ['1', 'A', 'B'])],
    ['missing columns', csv('linkId,parentLotId', ['1', 'A'])],
    ['another file altogether', Buffer.from('PK\x03\x04 a zip archive')],
    ['a truncated Parquet', Buffer.from('PAR1 and no end')],
  ];

  test.each(broken)('%s', async (_, content) => {
    const error = await refusal(db.load('lot_links', content));
    expect(error.message.length).toBeGreaterThan(10);
    expect(await db.values('SELECT count() FROM lot_links')).toEqual([0]);
    expect(await db.values(`SELECT name FROM system.tables WHERE startsWith(name, 'importing_')`)).toEqual([]);
  });

  test('missing and unknown columns are named', async () => {
    const { message } = await refusal(db.load('lot_links', csv('linkId,parent,kind', ['1', 'A', 'split'])));
    expect(message).toMatch(/lacks columns .*parentLotId, childLotId.*does not know: parent/);
  });

  test('a header without rows is an empty import, not an error', async () => {
    expect(await db.load('lot_links', `${links}\n`)).toMatchObject({ read: 0, accepted: 0, rejected: 0, duplicate: 0 });
  });
});

describe('files of every encoding and delimiter', () => {
  const text = csv('lotId;itemId;lotNumber', ['A', 'I', 'Größe']).replaceAll(',', ';');
  test.each([
    ['UTF-8', Buffer.from(text)],
    ['a byte order mark', Buffer.from(`\ufeff${text}`)],
    ['UTF-16', Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['Latin-1', Buffer.from(text, 'latin1')],
    ['CRLF', Buffer.from(text.replaceAll('\n', '\r\n'))],
    ['CR alone', Buffer.from(text.replaceAll('\n', '\r'))],
    ['gzip', gzipSync(Buffer.from(text))],
    ['zstd', zstdCompressSync(Buffer.from(text))],
    ['tabs', Buffer.from(text.replaceAll(';', '\t'))],
    ['bars', Buffer.from(text.replaceAll(';', '|'))],
  ])('%s', async (_, content) => {
    expect(await db.load('lots', content)).toMatchObject({ read: 1, accepted: 1 });
    expect(await db.query('SELECT lot_id, item_id, lot_number FROM lots')).toEqual([
      { lot_id: 'A', item_id: 'I', lot_number: 'Größe' },
    ]);
  });
});
