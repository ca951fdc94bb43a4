import { withKey, type MappingShape, type RowShape, type SetOfValues } from './mapping-shape.ts';

/** Where a kind of row stands in the document: an entry of `datasets`, and which of its `each` if it has some. */
export interface PartPlace {
  readonly entry: number;
  readonly row: number | null;
}

/** One kind of row that a source row makes. */
export interface Part {
  readonly place: PartPlace;
  readonly dataset: string;
  readonly label: string;
  readonly rule: RowShape;
  /** What the entry says for all of its kinds of row; the part may say otherwise. */
  readonly shared: RowShape;
}

const none: SetOfValues = {};

export function partsOf(shape: MappingShape): Part[] {
  const parts = shape.datasets.flatMap((entry, at): Omit<Part, 'label'>[] => {
    const { dataset, each } = entry;
    if (each === undefined || each.length === 0)
      return [{ place: { entry: at, row: null }, dataset, rule: entry, shared: { set: none } }];
    return each.map((rule, row) => ({ place: { entry: at, row }, dataset, rule, shared: entry }));
  });
  return parts.map((part, index) => {
    const twins = parts.filter(({ dataset }) => dataset === part.dataset);
    const number = parts.slice(0, index).filter(({ dataset }) => dataset === part.dataset).length + 1;
    return { ...part, label: twins.length === 1 ? part.dataset : `${part.dataset} ${number}` };
  });
}

/** The document with one kind of row changed. */
export function changePart(shape: MappingShape, place: PartPlace, change: (rule: RowShape) => RowShape): MappingShape {
  return {
    ...shape,
    datasets: shape.datasets.map((entry, at) => {
      if (at !== place.entry) return entry;
      if (place.row === null) return { ...change(entry), dataset: entry.dataset };
      return { ...entry, each: (entry.each ?? []).map((rule, row) => (row === place.row ? change(rule) : rule)) };
    }),
  };
}

export function addPart(shape: MappingShape, dataset: string, set: SetOfValues): MappingShape {
  return { ...shape, datasets: [...shape.datasets, { dataset, set }] };
}

/** An entry goes with the last of its kinds of row. */
export function removePart(shape: MappingShape, { entry, row }: PartPlace): MappingShape {
  return {
    ...shape,
    datasets: shape.datasets.flatMap((one, at) => {
      if (at !== entry) return [one];
      const left = (one.each ?? []).filter((_, index) => index !== row);
      return row === null || left.length === 0 ? [] : [{ ...one, each: left }];
    }),
  };
}

/** The rule with a value for a dataset column; undefined takes it out. The others keep their order. */
export function withValue(rule: RowShape, column: string, value: SetOfValues[string] | undefined): RowShape {
  const set = rule.set ?? none;
  if (value !== undefined) return { ...rule, set: { ...set, [column]: value } };
  return { ...rule, set: Object.fromEntries(Object.entries(set).filter(([name]) => name !== column)) };
}

/** The rule with a value moved to another dataset column, in its place. */
export function renameValue(rule: RowShape, from: string, to: string): RowShape {
  const entries = Object.entries(rule.set ?? none).filter(([name]) => name !== to);
  return { ...rule, set: Object.fromEntries(entries.map(([name, value]) => [name === from ? to : name, value])) };
}

export const withCondition = (rule: RowShape, when: string): RowShape => withKey(rule, 'when', when);
