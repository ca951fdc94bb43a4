import { describe, expect, it } from 'vitest';
import { emptyMapping, readMapping, withKey, writeMapping } from './mapping-shape.ts';

describe('the text of a mapping', () => {
  it('starts from one that can be read', () => {
    expect(readMapping(writeMapping(emptyMapping))).toEqual({ shape: emptyMapping });
  });

  it('keeps everything that the editor does not name', () => {
    const text =
      '{"name":"m","grammar":1,"nulls":["#N/A"],"datasets":[{"dataset":"lots","set":{"lotId":{"from":"{a}","x":1}},"y":[2]}]}';
    expect(readMapping(text)).toEqual({ shape: JSON.parse(text) });
  });

  it('says where it is wrong', () => {
    expect(readMapping('{')).toMatchObject({
      faults: [{ path: 'text', message: expect.stringContaining('Not JSON') }],
    });
    expect(readMapping('{"name":"m","datasets":[{}]}')).toMatchObject({ faults: [{ path: 'datasets.0.dataset' }] });
    expect(readMapping('{"name":"m","datasets":[{"dataset":"lots","set":5}]}')).toMatchObject({
      faults: [{ path: 'datasets.0.set' }],
    });
  });

  it('loses a key that is blanked, and keeps zero and false', () => {
    expect(withKey({ a: 1, b: 2 }, 'a', '')).toEqual({ b: 2 });
    expect(withKey({ a: 1 }, 'b', 0)).toEqual({ a: 1, b: 0 });
    expect(withKey({ a: 1 }, 'a', false)).toEqual({ a: false });
    expect(withKey({ a: [1] }, 'a', [])).toEqual({});
  });
});
