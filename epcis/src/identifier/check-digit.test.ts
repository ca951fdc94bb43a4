import { expect, test } from 'vitest';
import { checkDigitOf, checkPairOf } from './check-digit.ts';

test('the check digit of a key is that of the General Specifications of GS1', () => {
  expect(checkDigitOf('629104150021')).toBe('3');
  expect(checkDigitOf('37610425002123456')).toBe('9');
});

test('the check characters of a model number are those of the example of GS1', () => {
  expect(checkPairOf('1987654Ad4X4bL5ttr2310c')).toBe('2K');
});
