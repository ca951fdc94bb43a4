import { expect, it } from 'vitest';
import { readNested } from './nested-value.ts';

const text = (content: string) => ({ kind: 'text', text: content });

it('takes the nested JSON of a source apart', () => {
  expect(readNested('{"a":1,"b":[true,null]}')).toEqual({
    kind: 'fields',
    fields: [
      ['a', text('1')],
      ['b', { kind: 'list', items: [text('true'), text('null')] }],
    ],
  });
});

it('leaves alone what is text, however it begins', () => {
  for (const plain of ['12 kg', '[sic', '{batch}', '']) expect(readNested(plain)).toEqual(text(plain));
});
