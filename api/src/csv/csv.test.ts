import { expect, test } from 'vitest';
import { csvFile, csvLine, csvOf } from './csv.ts';

test('quotes what needs it, leaves unknown blank and keeps zero', () => {
  expect(csvLine(['a,b', 'say "x"', 'two\nlines', null, 0, false])).toBe('"a,b","say ""x""","two\nlines",,0,false\r\n');
});

test('no cell becomes a formula, and negative numbers stay numbers', () => {
  expect(csvLine(['=1+1', '+A1', '@x', '-5', '-A1'])).toBe("'=1+1,'+A1,'@x,-5,'-A1\r\n");
});

test('streams pages of rows under one header', async () => {
  const pages = async function* () {
    yield [{ id: 'a' }, { id: 'b' }];
    yield [{ id: 'c' }];
  };
  const chunks: string[] = [];
  for await (const chunk of csvOf<{ id: string }>({ id: ({ id }) => id }, pages())) chunks.push(chunk);
  expect(chunks.join('')).toBe('id\r\na\r\nb\r\nc\r\n');
});

test('what fails before the first row is thrown before anything is answered, and a file without rows has its header', async () => {
  const failing = async function* (): AsyncGenerator<{ id: string }[]> {
    yield await Promise.reject(new Error('no such sign'));
  };
  const columns = { id: ({ id }: { id: string }) => id };
  await expect(csvFile('x.csv', csvOf(columns, failing()))).rejects.toThrow('no such sign');
  const none = async function* (): AsyncGenerator<{ id: string }[]> {};
  const file = await csvFile('x.csv', csvOf(columns, none()));
  expect(Buffer.concat(await file.getStream().toArray()).toString()).toBe('id\r\n');
});
