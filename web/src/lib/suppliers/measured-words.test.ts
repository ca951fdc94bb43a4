import { expect, test } from 'vitest';
import { measuredOf, measuredWords } from './measured-words.ts';

const entry = {
  ...{ name: 'Water content', unit: '%', own: 6.1, certificate: 4.9, lower: null, upper: 6, usual: 4.8 },
  past: [],
};

test('a result stands beside its limits, its unit and what is usual, and says that it is outside', () => {
  expect(measuredWords(entry, 'en')).toBe(
    'Own test 6.1 % (outside), certificate 4.9 %; at most 6 % allowed; usual 4.8 %',
  );
  expect(measuredWords({ ...entry, own: null, lower: 4, upper: 5 }, 'en')).toBe(
    'Certificate 4.9 %; limits 4 to 5 %; usual 4.8 %',
  );
});

test('what is not known is said, not left out', () => {
  const bare = { ...entry, own: null, certificate: null, upper: null, usual: null };
  expect(measuredWords(bare, 'en')).toBe('No result; no limits recorded; what is usual is not known');
});

test('D5: a characteristic in two units has an entry in each', () => {
  const all = [entry, { ...entry, unit: 'g/kg' }, { ...entry, name: 'pH' }];
  expect(measuredOf(all, 'Water content').map(({ unit }) => unit)).toEqual(['%', 'g/kg']);
  expect(measuredOf(all, null)).toEqual([]);
});
