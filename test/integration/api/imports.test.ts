import { randomBytes } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { DatasetList, Import, ImportPage } from '@lotscope/api/contract';
import type { ImportAccepted, Mapping, MappingPreview, Problem } from '@lotscope/api/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ended, load } from '../../support/loading.ts';
import { signedIn, startTestProduct } from '../../support/product.ts';
import type { HttpClient } from '../../support/http-client.ts';
import type { TestProduct } from '../../support/product.ts';

let product: TestProduct;
beforeAll(async () => {
  product = await startTestProduct();
});
afterAll(() => product?.close());

const rowsOf = async (dataset: string): Promise<number> => {
  const { body } = await product.admin.get<DatasetList>('/api/v1/datasets');
  return body.items.find(({ name }) => name === dataset)?.rows ?? -1;
};

const bad =
  'itemId,name,standardCost\nI1,Flour,1.5\nI2,"Sugar, fine",abc\n,No id,2\nI3,"Say ""x""\nand y",-1\nI4,Salt,0\n';

/** Records of a CSV text with quoted fields. */
function* csvRecords(text: string): Generator<string[]> {
  let fields: string[] = [];
  for (const [, quoted, plain = '', end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^,\r\n]*))(,|\r?\n|$)/g)) {
    fields.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end === ',') continue;
    if (fields.length > 1) yield fields;
    fields = [];
  }
}

describe('an upload', () => {
  it('keeps every good row, and every bad one whole with its reasons', async () => {
    const found = await load(product, 'items', bad);
    expect(Import.parse(found)).toMatchObject({
      state: 'done',
      dataset: 'items',
      format: 'csv',
      rows: { read: 5, accepted: 2, rejected: 3, duplicate: 0 },
      progress: { stage: 'done', done: 5, total: 5 },
    });
    expect(found.rejects.map(({ row, column }) => [row, column])).toEqual([
      [2, 'standardCost'],
      [3, 'itemId'],
      [4, 'standardCost'],
    ]);
    expect(found.rejects.every(({ reason }) => reason.length > 5)).toBe(true);
    expect(await rowsOf('items')).toBe(2);
    const csv = await product.admin.get(`/api/v1/imports/${found.importId}/rejects.csv`);
    expect(csv.headers.get('content-type')).toContain('text/csv');
    expect(csv.text.split('\n')[0]).toContain('itemId');
    expect(csv.text).toContain('"Say ""x""\nand y"');
    expect(csv.text).toContain('Sugar, fine');
  });

  it('hands rejected rows back whole, and none of them runs in a spreadsheet', async () => {
    const hostile = ['=1+1', '+cmd|x', '-2+3', '@SUM(A1)', '\t=1', '=HYPERLINK("http://x","y")', '-5', '+1.5', 'a=b'];
    const rows = hostile.map((text) => `"${text.replaceAll('"', '""')}",much`).join('\n');
    const found = await load(product, 'items', `itemId,standardCost,"=evil"\n${rows.replaceAll(/$/gm, ',"=2+2"')}\n`);
    expect(found.rows).toMatchObject({ read: hostile.length, rejected: hostile.length });
    const { text } = await product.admin.get(`/api/v1/imports/${found.importId}/rejects.csv`);
    const records = [...csvRecords(text)];
    expect(records[0]).toEqual(['itemId', 'standardCost', `'=evil`, 'rejectedRow', 'rejectedFor', 'rejectedBecause']);
    expect(records.slice(1).map(([itemId]) => itemId)).toEqual([
      `'=1+1`,
      `'+cmd|x`,
      `'-2+3`,
      `'@SUM(A1)`,
      `'\t=1`,
      `'=HYPERLINK("http://x","y")`,
      '-5',
      '+1.5',
      'a=b',
    ]);
    for (const [, cost, evil, row, dataset, reason] of records.slice(1)) {
      expect([cost, evil, dataset]).toEqual(['much', `'=2+2`, 'items']);
      expect(Number(row)).toBeGreaterThan(0);
      expect(reason).toContain('standardCost: ');
    }
  });

  it('is recognised as a replay, byte for byte or compressed, and changes nothing', async () => {
    const text = 'itemId,name\nR1,One\nR2,Two\n';
    expect((await load(product, 'items', text)).rows).toMatchObject({ accepted: 2, duplicate: 0 });
    for (const again of [text, gzipSync(text), zstdCompressSync(text), `\uFEFF${text.replaceAll('\n', '\r\n')}`]) {
      const { state, rows } = await load(product, 'items', again);
      expect({ state, rows }).toEqual({ state: 'done', rows: { read: 2, accepted: 0, rejected: 0, duplicate: 2 } });
    }
  });

  it('is told apart by its content when no format is given', async () => {
    const found = await load(product, 'items', '{"itemId":"J1","name":"Line"}\nnot json\n{"itemId":"J2"}\n');
    expect(found).toMatchObject({ format: 'jsonl', rows: { read: 3, accepted: 2, rejected: 1 } });
  });

  it('that cannot be read at all is refused whole, with the reason, and leaves no file behind', async () => {
    const gzip = gzipSync(Buffer.from(`itemId,name\n${'A,b\n'.repeat(50_000)}`));
    const before = await rowsOf('items');
    const files: [string, string | Uint8Array][] = [
      ['empty', ''],
      ['truncated gzip', gzip.subarray(0, gzip.length - 20)],
      ['noise that says it is gzip', Buffer.concat([Buffer.from([0x1f, 0x8b]), randomBytes(500)])],
      ['unclosed quote', 'itemId,name\nA,"b\nC,d\n'],
      ['zip', Buffer.concat([Buffer.from('PK\u0003\u0004'), randomBytes(200)])],
      ['no column of the dataset', 'foo,bar\n1,2\n'],
      [
        'an EPCIS document',
        '{"@context":[],"type":"EPCISDocument","schemaVersion":"2.0","epcisBody":{"eventList":[]}}',
      ],
      ['NUL bytes', 'itemId,name\nA\0,b\n'],
    ];
    for (const [what, raw] of files) {
      const found = await load(product, 'items', raw);
      expect(`${what}: ${found.state}`).toBe(`${what}: failed`);
      expect(found.error?.length, what).toBeGreaterThan(10);
      const job = await product.admin.get<{ state: string; error: string }>(`/api/v1/jobs/${found.jobId}`);
      expect(job.body).toMatchObject({ state: 'failed', error: found.error });
    }
    expect(await rowsOf('items')).toBe(before);
    expect(await readdir(join(product.folder, 'uploads'))).toEqual([]);
  });

  it('for what does not exist is refused before it is read', async () => {
    for (const query of [
      '',
      '?dataset=nonsense',
      '?mapping=nonsense',
      '?dataset=items&format=xml',
      `?dataset=${'x'.repeat(300)}`,
    ]) {
      const answer = await product.admin.send<Problem>('POST', `/api/v1/imports${query}`, { raw: bad });
      expect(`${query}: ${answer.status}`).toBe(`${query}: 400`);
      expect(answer.body.errors.length).toBeGreaterThan(0);
    }
  });

  it('may say any content type', async () => {
    for (const type of ['text/csv', 'application/json', 'application/x-www-form-urlencoded', 'multipart/form-data']) {
      const sending = { raw: 'itemId\nT1\n', headers: { 'content-type': type } };
      const answer = await product.admin.send<ImportAccepted>(
        'POST',
        '/api/v1/imports?dataset=items&format=csv',
        sending,
      );
      expect(`${type}: ${answer.status}`).toBe(`${type}: 202`);
      expect((await ended(product, answer.body.importId)).state).toBe('done');
    }
  });

  it('that breaks off leaves no import and no file', async () => {
    const total = (await product.admin.get<ImportPage>('/api/v1/imports')).body.total;
    const broken = new ReadableStream<Uint8Array>({
      start(controller) {
        controller.enqueue(Buffer.from('itemId,name\nX1,One\n'));
        setTimeout(() => controller.error(new Error('the sender is gone')), 200);
      },
    });
    await expect(product.admin.send('POST', '/api/v1/imports?dataset=items', { raw: broken })).rejects.toThrow();
    await expect.poll(() => readdir(join(product.folder, 'uploads')), { timeout: 120_000 }).toEqual([]);
    expect((await product.admin.get<ImportPage>('/api/v1/imports')).body.total).toBe(total);
  });

  it('of several at once, and of one twice at once, each row is loaded exactly once', async () => {
    const before = await rowsOf('customers');
    const text = (from: number) =>
      `customerId,name\n${Array.from({ length: 500 }, (_, index) => `C${from + index},Name ${from + index}`).join('\n')}\n`;
    const uploads = [0, 0, 250, 500, 500].map((from) => load(product, 'customers', text(from)));
    const found = await Promise.all(uploads);
    expect(found.every(({ state }) => state === 'done')).toBe(true);
    expect(found.reduce((sum, { rows }) => sum + rows.accepted, 0)).toBe(1000);
    expect(found.reduce((sum, { rows }) => sum + rows.duplicate, 0)).toBe(1500);
    expect(await rowsOf('customers')).toBe(before + 1000);
  });
});

describe('the list of imports', () => {
  it('is newest first, pages without gaps, filters by state and meets the contract', async () => {
    const all = ImportPage.parse((await product.admin.get('/api/v1/imports?limit=1000')).body);
    expect(all.items.length).toBe(all.total);
    const times = all.items.map(({ createdAt }) => createdAt);
    expect(times).toEqual([...times].sort().reverse());
    const ids: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: ImportPage = (
        await product.admin.get<ImportPage>(`/api/v1/imports?limit=3${cursor && `&cursor=${cursor}`}`)
      ).body;
      ids.push(...page.items.map(({ importId }) => importId));
      cursor = page.nextCursor;
    }
    expect(ids).toEqual(all.items.map(({ importId }) => importId));
    const failed = ImportPage.parse((await product.admin.get('/api/v1/imports?state=failed&limit=1000')).body);
    expect(failed.items.length).toBeGreaterThan(3);
    expect(failed.items.every(({ state }) => state === 'failed')).toBe(true);
    expect(DatasetList.parse((await product.admin.get('/api/v1/datasets')).body).items.length).toBeGreaterThan(25);
  });
});

describe('mappings', () => {
  const mapping = {
    name: 'tiny',
    format: 'csv',
    delimiter: ';',
    decimal: ',',
    datasets: [
      { dataset: 'lots', set: { lotId: 'L-{batch}', itemId: '{code}', quantity: '{qty}' } },
      { dataset: 'items', set: { itemId: '{code}' } },
    ],
  };
  const file = 'batch;code;qty\n1;M1;2,5\n2;M1;zwei\n3;M2;0\n';

  it('are checked when saved, versioned, and read back as they were', async () => {
    const first = await product.admin.put<Mapping>('/api/v1/mappings/tiny', mapping);
    expect(first.body).toMatchObject({ name: 'tiny', version: 1, document: mapping });
    expect((await product.admin.put<Mapping>('/api/v1/mappings/tiny', mapping)).body.version).toBe(1);
    const changed = { ...mapping, description: 'second' };
    expect((await product.admin.put<Mapping>('/api/v1/mappings/tiny', changed)).body.version).toBe(2);
    expect((await product.admin.get<Mapping>('/api/v1/mappings/tiny')).body.document).toEqual(changed);
    const wrong = { ...mapping, datasets: [{ dataset: 'lotz', set: { lotId: '{batch' } }] };
    const refused = await product.admin.put<Problem>('/api/v1/mappings/tiny', wrong);
    expect(refused.status).toBe(400);
    expect(refused.body.errors.map(({ path }) => path).join()).toContain('datasets[0]');
    expect((await product.admin.put('/api/v1/mappings/other', mapping)).status).toBe(400);
    expect((await product.admin.get('/api/v1/mappings/none')).status).toBe(404);
  });

  it('show in a preview what an import would make of the file', async () => {
    const request = { document: mapping, sample: file };
    const { body } = await product.admin.post<MappingPreview>('/api/v1/mappings/preview', request);
    expect(body).toMatchObject({ errors: [], sourceColumns: ['batch', 'code', 'qty'], read: 3 });
    const [lots, items] = body.datasets;
    expect(lots?.rows.map((row) => row['lot_id'])).toEqual(['L-1', 'L-3']);
    expect(lots?.rejects).toMatchObject([{ row: 2, column: '{qty}', value: 'zwei' }]);
    expect(items?.rows).toHaveLength(3);
    const broken = { document: { name: 'x' }, sample: file };
    const refused = (await product.admin.post<MappingPreview>('/api/v1/mappings/preview', broken)).body;
    expect(refused.errors).not.toEqual([]);
    // What the file holds is shown nevertheless: an editor offers its columns before there is a mapping.
    expect(refused).toMatchObject({ sourceColumns: body.sourceColumns, sourceRows: body.sourceRows, read: 3 });
    expect(body.sourceRows[1]).toContain('zwei');
    expect(body.sourceRows).toHaveLength(3);
    const unknown = {
      document: { ...mapping, datasets: [{ dataset: 'items', set: { itemId: '{cod}' } }] },
      sample: file,
    };
    expect(
      (await product.admin.post<MappingPreview>('/api/v1/mappings/preview', unknown)).body.errors[0]?.message,
    ).toContain('cod');
  });

  it('load a wide file into several datasets', async () => {
    const answer = await product.admin.send<ImportAccepted>('POST', '/api/v1/imports?mapping=tiny', { raw: file });
    const found = await ended(product, answer.body.importId);
    expect(found).toMatchObject({ state: 'done', mapping: 'tiny', dataset: null });
    expect(found.rows.rejected).toBe(1);
    expect(found.rejects).toMatchObject([{ row: 2, dataset: 'lots', value: 'zwei' }]);
  });

  it('warn in a preview of what an import would blank in rows that are there (D2), to readers of every site only', async () => {
    await load(product, 'items', 'itemId,name,unit\nB1,Lactose,kg\nB2,,kg\n');
    const narrow = (set: Record<string, string>) => ({
      document: { name: 'narrow', datasets: [{ dataset: 'items', set }] },
      sample: 'no,what\nB1,x\nB9,y\n',
    });
    const warnings = async (reader: HttpClient, set: Record<string, string>) =>
      (await reader.post<MappingPreview>('/api/v1/mappings/preview', narrow(set))).body.warnings;
    expect(await warnings(product.admin, { itemId: '{no}', kind: 'raw' })).toEqual([
      expect.stringContaining('items: 2 columns that earlier rows had are not in this file: name, unit.'),
    ]);
    expect(await warnings(product.admin, { itemId: '{no}', name: '{what}', unit: 'kg' })).toEqual([]);
    expect(await warnings(product.admin, { itemId: 'NEW-{no}' })).toEqual([]);
    const limited = await signedIn(product, ['integration'], ['P1']);
    expect(await warnings(limited, { itemId: '{no}' })).toEqual([]);
  });
});
