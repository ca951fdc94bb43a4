import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { amountAt, Grouping, type GroupMark } from './grouping.ts';
import { day } from './testing/events.ts';

const kilograms = (quantity: number) => ({ quantity, unit: 'KGM' });
const serial = (id: string) => ({ id, amount: { quantity: 1, unit: 'EA' }, isSingle: true });
let count = 0;
const mark = (action: GroupMark['action'], at: string, members: GroupMark['members'], group = 'P'): GroupMark => ({
  group,
  action,
  at,
  members,
  eventID: `e${count++}`,
});
const ids = (grouping: Grouping, at: string, group = 'P') =>
  grouping
    .contentsAt(group, at)
    .map(({ id }) => id)
    .sort();

describe('what is packed in what, over time (D9)', () => {
  test('a member is in from its ADD to its DELETE, with both moments', () => {
    const grouping = new Grouping([mark('ADD', day(2), [serial('a')]), mark('DELETE', day(5), [serial('a')])]);
    expect([1, 2, 3, 5, 6].map((number) => ids(grouping, day(number)).length)).toEqual([0, 1, 1, 1, 0]);
  });

  test('DELETE without members takes out all that is in', () => {
    const grouping = new Grouping([mark('ADD', day(2), [serial('a'), serial('b')]), mark('DELETE', day(5), [])]);
    expect(ids(grouping, day(4))).toEqual(['a', 'b']);
    expect(ids(grouping, day(6))).toEqual([]);
  });

  test('what is only seen in it, or only taken out of it, was in before, as long as nothing says otherwise', () => {
    const grouping = new Grouping([
      mark('OBSERVE', day(5), [serial('seen')]),
      mark('DELETE', day(5), [serial('taken')]),
    ]);
    expect(ids(grouping, day(1))).toEqual(['seen', 'taken']);
    expect(ids(grouping, day(9))).toEqual(['seen']);
  });

  test('what is seen in it again came in after it left', () => {
    const grouping = new Grouping([
      mark('ADD', day(1), [serial('a')]),
      mark('DELETE', day(3), [serial('a')]),
      mark('OBSERVE', day(7), [serial('a')]),
    ]);
    expect(grouping.staysIn('P').map(({ from, until }) => [from, until])).toEqual([
      [day(1), day(3)],
      [day(3), undefined],
    ]);
  });

  test('a lot that is taken out in part stays in with the rest, and each moment has its quantity', () => {
    const lot = (quantity: number) => [{ id: 'lot', amount: kilograms(quantity), isSingle: false }];
    const grouping = new Grouping([
      mark('ADD', day(1), lot(100)),
      mark('ADD', day(2), lot(50)),
      mark('DELETE', day(4), lot(30)),
      mark('DELETE', day(6), lot(120)),
    ]);
    const [stay, ...others] = grouping.staysIn('P');
    expect(others).toEqual([]);
    expect([1, 2, 3, 4, 5].map((number) => amountAt(stay!, day(number)).quantity)).toEqual([100, 150, 150, 150, 120]);
    expect(stay?.until).toBe(day(6));
  });

  test('what is taken out in another unit leaves nobody knows how much (D5)', () => {
    const grouping = new Grouping([
      mark('ADD', day(1), [{ id: 'lot', amount: kilograms(100), isSingle: false }]),
      mark('DELETE', day(2), [{ id: 'lot', amount: { quantity: 3, unit: 'EA' }, isSingle: false }]),
    ]);
    expect(ids(grouping, day(3))).toEqual(['lot']);
    expect(amountAt(grouping.staysIn('P')[0]!, day(3))).toEqual({});
  });

  test('emptied and packed again at one moment it holds what was packed', () => {
    const grouping = new Grouping([
      mark('ADD', day(1), [serial('old')]),
      mark('ADD', day(3), [serial('new')]),
      mark('DELETE', day(3), []),
    ]);
    expect(ids(grouping, day(4))).toEqual(['new']);
  });

  test('a case is on a pallet, and its contents with it, only while both hold', () => {
    const grouping = new Grouping([
      mark('ADD', day(1), [serial('a')], 'case'),
      mark('ADD', day(3), [serial('case')], 'pallet'),
      mark('DELETE', day(5), [serial('case')], 'pallet'),
      mark('DELETE', day(7), [], 'case'),
    ]);
    expect(ids(grouping, day(2), 'pallet')).toEqual([]);
    expect(ids(grouping, day(4), 'pallet')).toEqual(['a', 'case']);
    expect(ids(grouping, day(6), 'pallet')).toEqual([]);
    expect(grouping.allStaysIn('pallet').find(({ id }) => id === 'a')).toMatchObject({ from: day(3), until: day(5) });
  });

  test('containers packed in each other end', () => {
    const grouping = new Grouping([mark('ADD', day(1), [serial('b')], 'a'), mark('ADD', day(1), [serial('a')], 'b')]);
    expect(ids(grouping, day(2), 'a')).toEqual(['b']);
    expect(grouping.allStaysIn('a').map(({ id }) => id)).toEqual(['b']);
  });

  test('the order in which events come makes no difference', () => {
    const someMark = fc.record({
      action: fc.constantFrom('ADD' as const, 'OBSERVE' as const, 'DELETE' as const),
      at: fc.integer({ min: 1, max: 6 }).map(day),
      members: fc.subarray(['a', 'b', 'c']).map((some) => some.map(serial)),
      group: fc.constantFrom('P', 'Q'),
    });
    const someMarks = fc
      .array(someMark, { maxLength: 12 })
      .map((marks) => marks.map((each, i) => ({ ...each, eventID: `e${i}` })));
    const shuffled = someMarks.chain((marks) =>
      fc.tuple(fc.constant(marks), fc.shuffledSubarray(marks, { minLength: marks.length })),
    );
    fc.assert(
      fc.property(shuffled, ([marks, others]) => {
        for (const group of ['P', 'Q'])
          expect(new Grouping(others).staysIn(group)).toEqual(new Grouping(marks).staysIn(group));
      }),
    );
  });
});
