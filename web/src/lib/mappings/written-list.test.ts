import { expect, test } from 'vitest';
import { fromList, toList } from './written-list.ts';

test('a field holds none, one or several texts', () => {
  expect(fromList(' ')).toBeUndefined();
  expect(fromList(' Europe/Ljubljana ')).toBe('Europe/Ljubljana');
  expect(fromList('a, b,', ',')).toEqual(['a', 'b']);
  expect(fromList('MMM d, yyyy | iso', '|')).toEqual(['MMM d, yyyy', 'iso']);
  expect(toList(['MMM d, yyyy', 'iso'], '|')).toBe('MMM d, yyyy | iso');
  expect(toList(undefined)).toBe('');
});
