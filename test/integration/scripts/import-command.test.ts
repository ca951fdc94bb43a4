import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { adminToken } from '../../support/product-process.ts';
import { startTestProduct } from '../../support/product.ts';
import type { TestProduct } from '../../support/product.ts';

const command = fileURLToPath(new URL('../../../scripts/lotscope.mjs', import.meta.url));

let product: TestProduct;
let folder: string;
beforeAll(async () => {
  product = await startTestProduct();
  folder = await mkdtemp(join(tmpdir(), 'lotscope-command-'));
});
afterAll(async () => {
  await product?.close();
  await rm(folder, { recursive: true, force: true });
});

const file = async (name: string, content: string | Uint8Array): Promise<string> => {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
};

async function lotscope(...args: string[]): Promise<{ code: number | null; said: string }> {
  const child = spawn(process.execPath, [command, ...args], {
    env: { PATH: process.env['PATH'], LOTSCOPE_DATA: folder, LOTSCOPE_TOKEN: adminToken },
  });
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const code = await new Promise<number | null>((resolve) => child.once('exit', resolve));
  return { code, said };
}

describe('npx lotscope import', () => {
  it('loads files whose names tell the dataset, and ends with 0', async () => {
    const items = await file('01-items.csv.gz', gzipSync('itemId,name\nA,One\nB,Two\n'));
    const lots = await file('02_lots.jsonl', '{"lotId":"L1","itemId":"A"}\n');
    const { code, said } = await lotscope('import', items, lots, '--url', product.url);
    expect(code, said).toBe(0);
    expect(said).toMatch(/01-items\.csv\.gz {2}2 rows: 2 accepted, 0 known already, 0 rejected/);
    expect(said).toMatch(/02_lots\.jsonl {2}1 row: 1 accepted/);
    expect((await lotscope('import', items, '--url', product.url)).said).toContain('2 known already');
  });

  it('ends with 3 and names the reasons when rows were rejected', async () => {
    const path = await file('anything.csv', 'itemId,standardCost\nC,1\nD,much\n');
    const { code, said } = await lotscope('import', path, '--dataset', 'items', '--url', product.url);
    expect(code, said).toBe(3);
    expect(said).toMatch(/row 2, standardCost = "much": /);
    expect(said).toMatch(/rejects\.csv/);
  });

  it('ends with 1 when a file is refused whole, even if others are fine', async () => {
    const good = await file('03-items.csv', 'itemId\nE\n');
    const broken = await file('04-items.csv', 'itemId,name\nF,"never closed\n');
    const { code, said } = await lotscope('import', broken, good, '--url', product.url);
    expect(code, said).toBe(1);
    expect(said).toMatch(/04-items\.csv {2}refused: .*quote/);
    expect(said).toMatch(/03-items\.csv {2}1 row: 1 accepted/);
  });

  it('saves a mapping file and loads with it, or with the name of a saved one', async () => {
    const mapping = { name: 'wide', datasets: [{ dataset: 'items', set: { itemId: 'W-{code}' } }] };
    const path = await file('wide.json', JSON.stringify(mapping));
    const data = await file('export.csv', 'code\n1\n2\n');
    expect((await lotscope('import', data, '--mapping', path, '--url', product.url)).code).toBe(0);
    expect((await lotscope('import', data, '--mapping', 'wide', '--url', product.url)).said).toContain(
      '2 known already',
    );
  });

  it('says of how many rows of the file a mapping made the rows, and that some repeat others of the file', async () => {
    const items = { dataset: 'items', set: { itemId: 'R-{code}' } };
    const lots = { dataset: 'lots', set: { lotId: 'R-{code}/{lot}', itemId: 'R-{code}' } };
    const mapping = await file('two.json', JSON.stringify({ name: 'two', datasets: [items, lots] }));
    const data = await file('made.csv', 'code,lot\n1,a\n1,b\n2,c\n');
    const { said } = await lotscope('import', data, '--mapping', mapping, '--url', product.url);
    expect(said).toMatch(/6 rows: 5 accepted, 1 known already, 0 rejected/);
    expect(said).toContain('note: 3 rows of the file made 6 rows, and those are counted.');
    expect(said).toContain('note: 1 row repeats another row of the same file and counts as known already.');
    const again = await lotscope('import', data, '--mapping', mapping, '--url', product.url);
    expect(again.said).toMatch(/6 rows: 0 accepted, 6 known already/);
    expect(again.said).toContain('note: 1 row repeats');
  });

  it('ends with 2 and says what is wrong when it was called wrongly; nothing is sent', async () => {
    const path = await file('05-items.csv', 'itemId\nG\n');
    const noJson = await file('broken.json', '{"name": ');
    const noName = await file('nameless.json', '{"datasets": []}');
    for (const [args, sentence] of [
      [[], 'usage: lotscope import'],
      [['import'], 'usage: lotscope import'],
      [['export', path], 'usage: lotscope import'],
      [['import', join(folder, 'nothing.csv')], 'There is no file'],
      [['import', path, folder], `only files: ${folder}`],
      [['import', path, '--nonsense'], 'nonsense'],
      [['import', path, '--url', 'nowhere'], 'nowhere is not an address'],
      [['import', path, '--mapping', folder, '--url', product.url], `${folder} is not a mapping`],
      [['import', path, '--mapping', noJson, '--url', product.url], 'broken.json is not a mapping'],
      [['import', path, '--mapping', noName, '--url', product.url], 'it has no name'],
    ] as const) {
      const { code, said } = await lotscope(...args);
      expect(said).toContain(sentence);
      expect(code, said).toBe(2);
      expect(said).not.toMatch(/^ +at /m);
    }
    expect((await lotscope('import', path, '--url', product.url)).said).toContain('1 accepted');
  });

  it('ends with 1 and says why when the product does not answer or refuses', async () => {
    const path = await file('06-items.csv', 'itemId\nH\n');
    for (const [args, sentence] of [
      [['--url', 'http://127.0.0.1:59987'], 'Nothing answers'],
      [['--url', product.url, '--token', 'wrong'], 'token is not valid'],
      [['--url', product.url, '--dataset', 'nothing'], 'refused: There is no dataset named nothing\n'],
      [['--url', product.url, '--mapping', 'nothing'], 'refused: There is no mapping named nothing'],
      [['--url', product.url, '--format', 'xml'], 'refused: The request is not valid: format'],
      [['--url', `${product.url}/elsewhere`], 'refused: '],
    ] as const) {
      const { code, said } = await lotscope('import', path, ...args);
      expect(said).toContain(sentence);
      expect(code, said).toBe(1);
      expect(said).not.toMatch(/^ +at /m);
    }
  });

  it('is refused at once with a wrong token, however big the file, and the others after a refused one are loaded', async () => {
    const big = await file('07-items.csv', `itemId,name\n${'I,some name of some item\n'.repeat(1_500_000)}`);
    const wrong = await lotscope('import', big, '--url', product.url, '--token', 'wrong');
    expect(wrong).toMatchObject({ code: 1 });
    expect(wrong.said).toContain('token is not valid');
    const stray = await file('what.csv', 'itemId\nJ\n');
    const good = await file('08-items.csv', 'itemId\nK\n');
    const { code, said } = await lotscope('import', stray, good, '--url', product.url);
    expect(said).toMatch(/what\.csv {2}refused: There is no dataset named what, as the file is called: .* --dataset/);
    expect(said).toMatch(/08-items\.csv {2}1 row: 1 accepted/);
    expect(code).toBe(1);
  });

  it('writes one line for each file into a pipe, without control characters', async () => {
    const files = [
      await file('09-items.csv', 'itemId,name\nL,One\n'),
      await file('10-items.csv', 'itemId,name\nM,Two\nN,Three\n'),
    ];
    const { code, said } = await lotscope('import', ...files, '--url', product.url);
    expect(code).toBe(0);
    expect(said.trim().split('\n')).toHaveLength(2);
    // eslint-disable-next-line no-control-regex
    expect(said.replaceAll('\n', '')).not.toMatch(/[\u0000-\u001f\u007f]/);
  });
});
