import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { readBeginning } from './file-beginning.ts';

const text = 'Los;Größe\nL-Ü77;5\n';

test('the beginning of a file is text, whatever it is written in', async () => {
  expect(await readBeginning(new Blob([text]))).toBe(text);
  expect(await readBeginning(new Blob([Buffer.from(text, 'latin1')]))).toBe(text);
  expect(await readBeginning(new Blob([Buffer.from('\ufeff' + text, 'utf16le')]))).toBe(text);
  expect(await readBeginning(new Blob([gzipSync(text)]))).toBe(text);
  expect(await readBeginning(new Blob([new Uint8Array([0x9a, 0x3b])]), 'windows-1250')).toBe('š;');
});

test('a character that the cut goes through is no reason to read the file otherwise', async () => {
  const long = 'ü'.repeat(150_001);
  expect((await readBeginning(new Blob(['a', long]))).slice(0, 3)).toBe('aüü');
});

test('what is no text says so', async () => {
  await expect(readBeginning(new Blob(['PAR1…']))).rejects.toThrow('a Parquet file');
});
