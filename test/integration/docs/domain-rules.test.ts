import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const document = new URL('../../../docs/domain-rules.md', import.meta.url);
const text = readFileSync(document, 'utf8');

interface Rule {
  readonly number: string;
  readonly tests: readonly string[];
}

const rules = [...text.matchAll(/^\| (D\d+) \|(.*)$/gm)].map(([, number = '', row = '']): Rule => {
  const tests = [...row.matchAll(/\]\(([^)]+)\)/g)].map(([, path = '']) => path);
  return { number, tests };
});

/** Titles of the tests and groups of a file: what stands in quotes right after `test(`, `it(`, `describe(` or `.each(…)(`. */
const titlesOf = (source: string): string[] =>
  [...source.matchAll(/(?:\b(?:test|it|describe)\(|\]\)\(|as const\)\()\s*(['"`])((?:\\.|(?!\1).)*)\1/g)].map(
    ([, , title = '']) => title,
  );

describe('the table of domain rules', () => {
  test('has a row for every rule, or says that it is not built', () => {
    const built = rules.map(({ number }) => number);
    const open = [...text.slice(text.indexOf('Not built yet')).matchAll(/\((D\d+)\)/g)].map(([, number]) => number);
    const all = Array.from({ length: 26 }, (_, index) => `D${index + 1}`);
    expect([...built, ...open].sort()).toEqual([...all].sort());
    for (const { number, tests } of rules) expect(tests.length, number).toBeGreaterThan(0);
  });

  test.each(rules)('$number is named by a test in every file that the row points to', ({ number, tests }) => {
    for (const path of tests) {
      const titles = titlesOf(readFileSync(new URL(path, document), 'utf8'));
      const naming = titles.filter((title) => new RegExp(`\\b${number}\\b`).test(title));
      expect(naming.length, `${path} has no test of ${number}`).toBeGreaterThan(0);
    }
  });
});
