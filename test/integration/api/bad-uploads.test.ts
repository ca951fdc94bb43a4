import { gzipSync } from 'node:zlib';
import type { DatasetList, GapReport, ImportAccepted, Passport, Trace } from '@lotscope/api/contract';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ended, load } from '../../support/loading.ts';
import { startTestProduct } from '../../support/product.ts';
import type { TestProduct } from '../../support/product.ts';

let product: TestProduct;
beforeAll(async () => {
  product = await startTestProduct();
});
afterAll(() => product?.close());

const header = 'linkId,parentLotId,childLotId,kind,quantity,unit,at';
/** A file with one good link and the given lines; `id` keeps it apart from all others. */
const links = (id: string, ...lines: string[]) =>
  `${header}\n${id},${id}-P,${id}-C,split,1,kg,2026-01-01T08:00:00Z\n${lines.map((line) => `${line}\n`).join('')}`;
const good = (id: string) => links(id);

const loadedLinks = async (): Promise<number> => {
  const { body } = await product.admin.get<DatasetList>('/api/v1/datasets');
  return body.items.find(({ name }) => name === 'lot_links')?.rows ?? -1;
};

describe('a file that can be read', () => {
  it('is loaded whatever it is written in', async () => {
    const writings: Record<string, (file: string) => string | Uint8Array> = {
      'a byte order mark': (file) => `\ufeff${file}`,
      CRLF: (file) => file.replaceAll('\n', '\r\n'),
      'UTF-16 LE': (file) => Buffer.from(`\ufeff${file}`, 'utf16le'),
      'UTF-16 BE': (file) => Buffer.from(`\ufeff${file}`, 'utf16le').swap16(),
      'Latin-1': (file) => Buffer.from(file.replace('-P,', '-Größe,'), 'latin1'),
      'quotes and line ends in fields': (file) => file.replace('kg', '"kg ""net""\nweight"'),
      semicolons: (file) => file.replaceAll(',', ';'),
      'unknown columns': (file) => file.replaceAll('\n', ',colour\n'),
    };
    const before = await loadedLinks();
    const uploads = Object.entries(writings).map(async ([what, write]) => {
      const found = await load(product, 'lot_links', write(good(what)));
      const { read, accepted, rejected } = found.rows;
      expect([what, found.state, read, accepted, rejected]).toEqual([what, 'done', 1, 1, 0]);
      return [what, found.warnings.join()] as const;
    });
    const warnings = new Map(await Promise.all(uploads));
    expect(await loadedLinks()).toBe(before + uploads.length);
    expect(warnings.get('unknown columns')).toContain('"colour"');
    expect(warnings.get('Latin-1')).toContain('windows-1252');
    expect((await product.admin.get('/api/v1/lots/Latin-1-Gr%C3%B6%C3%9Fe')).status).toBe(200);
  });

  it('keeps each bad row with its number, column, value and reason, and loads the good ones', async () => {
    const bad: [line: string, column: string, value: string | null, reason: string][] = [
      [
        '2,A,B,split,"1,5",kg,',
        'quantity',
        '1,5',
        'not a number: decimals take a point; a decimal comma needs a mapping with "decimal": ","',
      ],
      ['3,A,B,split,-1,kg,', 'quantity', '-1', 'must not be negative'],
      ['4,A,B,split,1e300,kg,', 'quantity', '1e300', 'too large'],
      ['5,A,B,split,NaN,kg,', 'quantity', 'NaN', 'not a number'],
      ['6,A,B,split,1,kg,5 March 2026', 'at', '5 March 2026', 'not a date or time (ISO 8601)'],
      ['7,A,B,split,1,kg,2026-02-30', 'at', '2026-02-30', 'not a date or time (ISO 8601)'],
      ['8,A,B,split,1,kg,0001-01-01', 'at', '0001-01-01', 'before 1970 or after 2105'],
      [
        '9,A,B,sold,1,kg,',
        'kind',
        'sold',
        'not one of the allowed values: consumed, split, merged, reworked, repacked, relabelled, byproduct',
      ],
      ['10,A,A,split,1,kg,', 'childLotId', 'A', 'a lot cannot be linked to itself'],
      ['11,,B,split,1,kg,', 'parentLotId', '', 'required'],
      [`12,${'x'.repeat(501)},B,split,1,kg,`, 'parentLotId', 'x'.repeat(501), 'longer than 500 characters'],
      ['13,A,B', '', null, 'fewer fields than the header has'],
      ['14,A,B,split,1,kg,,,9', '', null, 'more fields than the header has'],
    ];
    const before = await loadedLinks();
    const file = links('among', ...bad.map(([line]) => line), 'last,among-C,among-D,split,1,kg,');
    const found = await load(product, 'lot_links', file);
    expect(found).toMatchObject({ state: 'done', rows: { read: 15, accepted: 2, rejected: 13, duplicate: 0 } });
    const told = found.rejects.map(({ row, column, value, reason }) => [row, column, value, reason]);
    expect(told).toEqual(bad.map(([, ...reject], index) => [index + 2, ...reject]));
    expect(await loadedLinks()).toBe(before + 2);
  });
});

const parquetOfAnotherSchema = () =>
  new Uint8Array(
    parquetWriteBuffer({
      columnData: [
        { name: 'batch', data: ['A', 'B'] },
        { name: 'weight', data: [1.5, 2.5] },
      ],
    }),
  );
const long = good('never').repeat(2000);

describe('a file that cannot be read is refused whole, with the reason, and nothing of it is loaded', () => {
  it.each([
    ['empty', '', '', 'empty'],
    ['only blank lines', '\n\n', '', 'empty'],
    ['a missing column', good('never').replace('childLotId', 'child'), '', 'childLotId'],
    ['a delimiter that nobody uses', good('never').replaceAll(',', '^'), '', 'parentLotId'],
    ['an open quote', links('never', '2,"A,B,split,1,kg,'), '', 'quot'],
    ['a truncated gzip', gzipSync(long).subarray(0, -20), '', 'truncated'],
    ['a broken gzip', Buffer.concat([gzipSync(long).subarray(0, 40), Buffer.alloc(400, 7)]), '', ''],
    ['a truncated Parquet', Buffer.from(parquetOfAnotherSchema()).subarray(0, -6), '', 'truncated'],
    ['a Parquet of another schema', parquetOfAnotherSchema(), '', 'batch'],
    ['CSV that is said to be JSON Lines', good('never'), '&format=jsonl', 'not JSON'],
    ['a JSON array', '[{"parentLotId":"A"}]', '&format=jsonl', 'array'],
    ['JSON that is said to be CSV', '{"parentLotId":"never"}\n', '&format=csv', 'JSON'],
    ['CSV that is said to be Parquet', good('never'), '&format=parquet', 'Parquet'],
    ['damaged UTF-8', Buffer.concat([Buffer.from(`${good('never')}ü,é\n`), Buffer.of(0xe9, 10)]), '', 'UTF-8'],
  ])('%s', async (_, content, query, reason) => {
    const before = await loadedLinks();
    const found = await load(product, 'lot_links', content, query);
    expect(found).toMatchObject({ state: 'failed', rejects: [] });
    expect(found.error).toContain(reason);
    expect(found.error?.length).toBeGreaterThan(10);
    expect(await loadedLinks()).toBe(before);
    expect((await product.admin.get('/api/v1/lots/never-P')).status).toBe(404);
  });

  it('a delimiter that is not the one the mapping names', async () => {
    const document = {
      name: 'commas',
      format: 'csv',
      delimiter: ',',
      datasets: [{ dataset: 'items', set: { itemId: '{code}' } }],
    };
    expect((await product.admin.put('/api/v1/mappings/commas', document)).status).toBe(200);
    const sent = await product.admin.send<ImportAccepted>('POST', '/api/v1/imports?mapping=commas', {
      raw: 'code;name\nM1;Flour\n',
    });
    const found = await ended(product, sent.body.importId);
    expect(found.state).toBe('failed');
    expect(found.error).toContain('semicolon');
  });

  it('a last line of JSON that is cut off is one rejected row, not a refused file', async () => {
    const whole = '{"linkId":"cut","parentLotId":"cut-P","childLotId":"cut-C","kind":"split"}\n';
    const found = await load(product, 'lot_links', `${whole}{"linkId":"cut2","parentL`, '&format=jsonl');
    expect(found).toMatchObject({ state: 'done', rows: { read: 2, accepted: 1, rejected: 1 } });
    expect(found.rejects).toMatchObject([{ row: 2, reason: 'not a JSON object' }]);
  });
});

describe('what contradicts itself is loaded and told', () => {
  it('cycles: a trace through one ends, and has each lot once', async () => {
    const found = await load(product, 'lot_links', links('cycle', 'back,cycle-C,cycle-P,reworked,1,kg,'));
    expect(found.rows).toMatchObject({ accepted: 2, rejected: 0 });
    const { body } = await product.admin.get<Trace>('/api/v1/lots/cycle-P/trace?direction=both');
    expect(body.lots.map(({ lotId }) => lotId).sort()).toEqual(['cycle-C', 'cycle-P']);
  });

  it('conflicting duplicates: the later row counts, and people are told which it replaced', async () => {
    const file = links('twice', 'twice,twice-P,twice-C,split,7,kg,2026-01-01T08:00:00Z');
    const { warnings, rows } = await load(product, 'lot_links', file);
    expect(rows).toMatchObject({ read: 2, rejected: 0 });
    expect(warnings.join()).toContain('row 1 by row 2 (linkId twice)');
    const { body } = await product.admin.get<Trace>('/api/v1/lots/twice-P/trace?direction=forward');
    expect(body.links).toMatchObject([{ quantity: 7 }]);
  });

  it('references to lots that come later or never: traced at once, known once they come', async () => {
    await load(product, 'lot_links', good('later'));
    const known = async () => (await product.admin.get<Passport>('/api/v1/lots/later-C')).body.lot.known;
    expect(await known()).toBe(false);
    await load(product, 'lots', 'lotId,itemId,quantity,unit\nlater-C,I,1,kg\n');
    expect(await known()).toBe(true);
    expect((await product.admin.get<Passport>('/api/v1/lots/later-P')).body.lot.known).toBe(false);
  });

  it('an unknown unit is kept as it is written, and is a gap, not a guess', async () => {
    await load(product, 'lots', 'lotId,itemId,quantity,unit\nunit-P,I,10,kg\n');
    await load(product, 'lot_links', good('unit').replace(',kg,', ',barrels,'));
    const { body } = await product.admin.get<GapReport>('/api/v1/gaps?kind=unknown-unit');
    expect(body.gaps[0]?.examples.map(({ text }) => text).join()).toContain('barrels of a lot in kg');
    const { body: trace } = await product.admin.get<Trace>('/api/v1/lots/unit-P/trace?direction=forward');
    expect(trace.links).toMatchObject([{ quantity: 1, unit: 'barrels' }]);
  });
});
