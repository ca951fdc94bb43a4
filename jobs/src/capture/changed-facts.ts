import { keyOf, type Fact, type Row } from '@lotscope/epcis';

const isStanding = ({ row }: Fact): boolean => row['deleted'] !== true;

/** When a row was recorded is no part of what it says. */
function saidBy({ recordedAt: _recordedAt, ...said }: Row): string {
  return JSON.stringify(Object.entries(said).toSorted(([one], [other]) => (one < other ? -1 : 1)));
}

const later = (one: unknown, other: unknown): Row =>
  one === undefined && other === undefined
    ? {}
    : { recordedAt: String(one ?? '') > String(other ?? '') ? String(one) : String(other) };

/**
 * The facts to write when events become known beside those that were: what they add and what they change, and as `deleted` what no event
 * says any more. A row never counts as recorded before the one whose place it takes.
 */
export function changedFacts(before: readonly Fact[], after: readonly Fact[]): Fact[] {
  const stood = new Map(before.filter(isStanding).map((fact) => [keyOf(fact), fact]));
  const stands = new Map(after.filter(isStanding).map((fact) => [keyOf(fact), fact]));
  const said = [...stands].flatMap(([key, fact]): Fact[] => {
    const former = stood.get(key);
    if (former === undefined) return [fact];
    if (saidBy(former.row) === saidBy(fact.row)) return [];
    return [{ ...fact, row: { ...fact.row, ...later(former.row['recordedAt'], fact.row['recordedAt']) } }];
  });
  const gone = [...stood].flatMap(([key, fact]): Fact[] =>
    stands.has(key) ? [] : [{ ...fact, row: { ...fact.row, deleted: true } }],
  );
  return [...said, ...gone];
}
