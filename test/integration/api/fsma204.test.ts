import { Fsma204Summary, ScopeSummary } from '@lotscope/api/contract';
import readXlsxFile from 'read-excel-file/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { load } from '../../support/loading.ts';
import { adminToken } from '../../support/product-process.ts';
import { signedIn, startTestProduct } from '../../support/product.ts';
import type { TestProduct } from '../../support/product.ts';
import { lettucePlant } from '../sql/fsma204-plant.ts';

let product: TestProduct;

beforeAll(async () => {
  product = await startTestProduct();
  const files = lettucePlant.map(
    ([dataset, rows]) => [dataset, rows.map((row) => JSON.stringify(row)).join('\n')] as const,
  );
  await Promise.all(files.map(([dataset, text]) => load(product, dataset, text)));
});
afterAll(() => product?.close());

describe('the FSMA 204 spreadsheet over HTTP', () => {
  const download = async (path: string): Promise<{ sheet: string; data: unknown[][] }[]> => {
    const response = await fetch(`${product.url}/api/v1/${path}`, {
      headers: { authorization: `Bearer ${adminToken}` },
    });
    expect(response.status, path).toBe(200);
    expect(response.headers.get('content-type')).toContain('spreadsheetml');
    return readXlsxFile(Buffer.from(await response.arrayBuffer()));
  };

  it('D24: holds the records of a trace, of a scope and of a period, says what is missing, and counts it beforehand', async () => {
    const { body } = await product.admin.get('/api/v1/lots/L1/scope');
    const { scopeId } = ScopeSummary.parse(body);
    const trace = Fsma204Summary.parse((await product.admin.get('/api/v1/lots/S1/fsma204?direction=backward')).body);
    for (const path of [
      'lots/S1/fsma204.xlsx?direction=backward',
      `scope/${scopeId}/fsma204.xlsx`,
      'fsma204.xlsx?from=2026-06-01&to=2026-07-01',
    ]) {
      const read = await download(path);
      expect(read.map(({ sheet }) => sheet)).toEqual(['Summary', ...trace.sheets.map(({ name }) => name), 'Missing']);
      const [, ...missing] = read.at(-1)!.data;
      expect(missing.length).toBeGreaterThan(0);
      // What is said to be missing is blank there.
      for (const [sheet, row, , header] of missing) {
        const { data } = read.find((one) => one.sheet === sheet)!;
        expect(data[Number(row) - 1]![data[0]!.indexOf(header)]).toBeNull();
      }
      if (!path.startsWith('lots')) continue;
      expect(missing).toHaveLength(trace.sheets.reduce((sum, sheet) => sum + sheet.missing, 0));
      for (const [index, { records }] of trace.sheets.entries())
        expect(read[index + 1]!.data).toHaveLength(records + 1);
    }
    // What went into S1: the spice, whose item nobody has said to be on the list or not, too; its shipments are its own.
    expect(trace.sheets.map(({ event, records, unlisted }) => [event, records, unlisted])).toEqual([
      ['harvesting', 1, 0],
      ['cooling', 1, 0],
      ['initial-packing', 1, 0],
      ['first-land-based-receiving', 0, 0],
      ['shipping', 2, 0],
      ['receiving', 2, 1],
      ['transformation', 3, 1],
    ]);
  });

  it('says first what it is, of when and of what; the plan as the settings name it', async () => {
    await product.admin.patch('/api/v1/settings', { traceabilityPlan: 'QM-17, Quality office, +49 831 55' });
    const [summary] = await download('lots/S1/fsma204.xlsx');
    const about = new Map(summary!.data.map(([label, value]) => [label, value]));
    expect(about.get('Records of')).toBe('lot S1, traced backward and forward');
    expect(about.get('Traceability plan (21 CFR 1.1315)')).toBe('QM-17, Quality office, +49 831 55');
    expect(Date.now() - (about.get('Generated at (UTC)') as Date).getTime()).toBeLessThan(600_000);
    expect(about.get('Data as of (UTC)')).toBeInstanceOf(Date);
  });

  it('comes as CSV too: one sheet, or all of them in an archive', async () => {
    const { text } = await product.admin.get('/api/v1/lots/S1/fsma204.csv?direction=backward&event=shipping');
    const lines = text.trim().split('\r\n');
    expect(lines).toHaveLength(3);
    expect(lines[0]).toMatch(/^Event,Traceability lot code,Product description,/);
    const zip = await product.admin.get('/api/v1/lots/S1/fsma204.zip');
    expect(zip.headers.get('content-type')).toBe('application/zip');
    for (const name of ['shipping.csv', 'missing.csv', 'summary.csv']) expect(zip.text).toContain(name);
    expect((await product.admin.get('/api/v1/fsma204.csv')).status).toBe(400);
    expect((await product.admin.get('/api/v1/lots/nothing/fsma204.xlsx')).status).toBe(404);
  });

  it('withholds what happened at other sites', async () => {
    const reader = await signedIn(product, ['recall'], ['DEPOT']);
    expect((await reader.get('/api/v1/lots/S1/fsma204.xlsx')).status).toBe(404);
    const summary = Fsma204Summary.parse((await reader.get('/api/v1/fsma204?from=2026-06-01&to=2026-07-01')).body);
    const shipping = summary.sheets.find(({ event }) => event === 'shipping')!;
    expect(shipping).toMatchObject({ records: 1, withheld: 1 });
  });
});
