import type { Dataset } from '@lotscope/api/contract';
import type { Part } from './mapping-parts.ts';

/** Dataset columns that a kind of row sets, by itself or with all of its entry. */
export function setColumns({ rule, shared }: Part): Set<string> {
  const unpivot = rule.unpivot ?? shared.unpivot;
  const set = { ...shared.set, ...rule.set };
  return new Set([
    ...Object.keys(set).filter((name) => set[name] !== null && set[name] !== ''),
    ...(unpivot ? [unpivot.name, unpivot.value] : []),
  ]);
}

const isSet = (set: ReadonlySet<string>, { name, column }: Dataset['columns'][number]): boolean =>
  set.has(name) || set.has(column);

/** Required columns that nothing sets: no row can be made without them. */
export function missingColumns(part: Part, { columns }: Dataset): string[] {
  const set = setColumns(part);
  return columns.filter((column) => column.required && !isSet(set, column)).map(({ name }) => name);
}

/** What rows can do without, but not well. */
export function adviceFor(part: Part, { columns, identity }: Dataset): { column: string; text: string }[] {
  const set = setColumns(part);
  const open = (name: string): boolean =>
    columns.some((column) => column.name === name && !column.required && !isSet(set, column));
  const advice: { column: string; text: string }[] = [];
  const id = identity === 'line' ? columns.find(({ key, required }) => key && !required) : undefined;
  if (id && open(id.name))
    advice.push({
      column: id.name,
      text: `Without ${id.name} a row can only be added: a correction counts beside it.`,
    });
  if (set.has('quantity') && open('unit'))
    advice.push({ column: 'unit', text: 'Without unit nobody knows what the quantities count.' });
  return advice;
}
