import type { ScopeUnknown } from '../contract/scope.ts';

const lots = (count: number, one: string, many: string): string =>
  count === 1 ? `1 lot ${one}` : `${count} lots ${many}`;

const sentences: Readonly<Record<ScopeUnknown['kind'], (count: number) => string>> = {
  cost: (count) =>
    `${lots(count, 'has', 'have')} no standard cost, so ${count === 1 ? 'its' : 'their'} exposure is not in the sum`,
  quantity: (count) => `${lots(count, 'has', 'have')} no known quantity`,
  unit: (count) => `${lots(count, 'has', 'have')} a quantity without a unit`,
  whereabouts: (count) => `Of ${count === 1 ? '1 lot' : `${count} lots`} some quantity is nowhere on record`,
  variance: (count) => `Of ${count === 1 ? '1 lot' : `${count} lots`} more is accounted for than was made or received`,
  'lot-record': (count) =>
    lots(
      count,
      'is only referred to by other rows and has no record of its own',
      'are only referred to by other rows and have no record of their own',
    ),
  time: (count) =>
    `${lots(count, 'is', 'are')} only possible because a time, or of a date the time of day, is not recorded; a date is narrowed by the time zone of its site, where none is recorded`,
  'next-tier': (count) =>
    `${count === 1 ? '1 party' : `${count} parties`} may have shipped it on, and to whom is not known`,
};

/** What is not known, as a sentence that says what follows from it. */
export const unknownText = (kind: ScopeUnknown['kind'], count: number): string => sentences[kind](count);
