import fc from 'fast-check';
import { expect, test } from 'vitest';
import { elementsOf, spanAt } from './json-spans.ts';

const space = fc.stringMatching(/^[ \t\n\r]{0,3}$/);

/** JSON text of a value with blanks wherever JSON allows them. */
function spaced(value: unknown, blanks: () => string): string {
  if (Array.isArray(value)) {
    return `[${blanks()}${value.map((element) => spaced(element, blanks)).join(`${blanks()},${blanks()}`)}${blanks()}]`;
  }
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).map(
    ([name, member]) => `${JSON.stringify(name)}${blanks()}:${blanks()}${spaced(member, blanks)}`,
  );
  return `{${blanks()}${members.join(`${blanks()},${blanks()}`)}${blanks()}}`;
}

test('the text of every element of a list is found, whatever stands before it and between', () => {
  const json = fc.jsonValue({ noUnicodeString: false });
  fc.assert(
    fc.property(
      fc.array(json),
      fc.dictionary(fc.string(), json),
      fc.array(space, { minLength: 1 }),
      (list, beside, all) => {
        let next = 0;
        const blanks = (): string => all[next++ % all.length] ?? '';
        const text =
          blanks() + spaced({ ...beside, body: { ...beside, 'li"st\\': list, after: 1 } }, blanks) + blanks();
        const span = spanAt(text, ['body', 'li"st\\']);
        expect(span).not.toBeNull();
        if (!span) return;
        const found = elementsOf(text, span).map(({ start, end }) => JSON.parse(text.slice(start, end)) as unknown);
        expect(found).toEqual(JSON.parse(JSON.stringify(list)));
      },
    ),
  );
});

test('of two members of one name the last is meant, as by JSON.parse', () => {
  const text = '{"list":[1],"li\\u0073t":[2,3]}';
  const span = spanAt(text, ['list']);
  expect(span && text.slice(span.start, span.end)).toBe('[2,3]');
  expect(JSON.parse(text)).toEqual({ list: [2, 3] });
});
