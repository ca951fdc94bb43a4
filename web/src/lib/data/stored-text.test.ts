import { expect, it } from 'vitest';
import { storedText } from './stored-text.ts';

it('shows a value as its column means it, and nothing as nothing instead of zero', () => {
  expect(storedText(null, 'number')).toBe('–');
  expect(storedText(0, 'number')).toBe('0');
  expect(storedText(false, 'boolean')).toBe('no');
  expect(storedText('2026-03', 'time', 'en')).toBe('March 2026');
  expect(storedText('2026-03', 'id', 'en')).toBe('2026-03');
});
