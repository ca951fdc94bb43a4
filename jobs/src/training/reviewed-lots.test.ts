import { expect, test } from 'vitest';
import { withReviews } from './reviewed-lots.ts';

const data = {
  asOf: 90,
  lotId: ['unjudged', 'good', 'bad', 'other', 'bad before'],
  label: Uint8Array.of(0, 0, 1, 0, 0),
  labelKnownAt: Float64Array.of(Number.NaN, 10, 20, Number.NaN, Number.NaN),
  badBefore: Uint8Array.of(0, 0, 0, 0, 1),
};
const said = (deviated: boolean, at: number) => ({ deviated, givenAt: new Date(at) });

test("a reviewer's verdict is the label of a lot from then on; one that agrees leaves what was known earlier", () => {
  const reviews = new Map([
    ['unjudged', said(true, 80)],
    ['good', said(true, 99)],
    ['bad', said(true, 80)],
    ['gone', said(true, 80)],
    ['bad before', said(true, 80)],
  ]);
  const { label, labelKnownAt } = withReviews(data, reviews);
  expect([...label]).toEqual([1, 1, 1, 0, 0]);
  expect([...labelKnownAt]).toEqual([80, 90, 20, Number.NaN, Number.NaN]);
  expect([...data.label]).toEqual([0, 0, 1, 0, 0]);
});
