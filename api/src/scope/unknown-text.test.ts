import { expect, test } from 'vitest';
import { unknownText } from './unknown-text.ts';

test('counts one as one', () => {
  expect(unknownText('lot-record', 1)).toBe('1 lot is only referred to by other rows and has no record of its own');
  expect(unknownText('cost', 1)).toBe('1 lot has no standard cost, so its exposure is not in the sum');
  expect(unknownText('next-tier', 1)).toBe('1 party may have shipped it on, and to whom is not known');
  expect(unknownText('quantity', 2)).toBe('2 lots have no known quantity');
});

test('a lot is possible for want of a time of day too, and a time zone helps (D4, D8)', () => {
  expect(unknownText('time', 3)).toMatch(
    /^3 lots are only possible because .* time of day, is not recorded; .*time zone of its site/,
  );
});
