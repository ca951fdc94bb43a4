/** What only rounding leaves of sums as large as `scale` is nothing. */
export const rounded = (difference: number, scale: number): number =>
  Math.abs(difference) <= 1e-9 * Math.abs(scale) ? 0 : difference;
export const total = (numbers: readonly number[]): number => rounded(sum(numbers), sum(numbers.map(Math.abs)));
export const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
export const max = (texts: readonly string[]): string =>
  texts.reduce((greatest, text) => (text > greatest ? text : greatest), '');

/** Members of a list that share a key, each group with its first. */
export function group<T>(list: readonly T[], key: (one: T) => string): [T, T[]][] {
  return [...Map.groupBy(list, key).values()].map((members) => [members[0] as T, members]);
}
