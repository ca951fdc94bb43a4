import type { LinkColumns } from '../core/graph-builder.ts';

type Column = Uint8Array | Uint16Array | Uint32Array | Float64Array;

/** Columns one behind the other. */
export function concat<T extends Column>(kind: new (length: number) => T, parts: readonly T[]): T {
  const whole = new kind(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** All links of some sets. */
export function joined(parts: readonly LinkColumns[]): LinkColumns {
  return {
    parent: concat(
      Uint32Array,
      parts.map(({ parent }) => parent),
    ),
    child: concat(
      Uint32Array,
      parts.map(({ child }) => child),
    ),
    from: concat(
      Uint32Array,
      parts.map(({ from }) => from),
    ),
    until: concat(
      Uint32Array,
      parts.map(({ until }) => until),
    ),
    quantity: concat(
      Float64Array,
      parts.map(({ quantity }) => quantity),
    ),
    unit: concat(
      Uint16Array,
      parts.map(({ unit }) => unit),
    ),
    kind: concat(
      Uint8Array,
      parts.map(({ kind }) => kind),
    ),
    key: concat(
      Uint32Array,
      parts.map(({ key }) => key),
    ),
  };
}

/** Some rows of links, in that order. */
export function rowsOf(links: LinkColumns, rows: Uint32Array): LinkColumns {
  return {
    parent: gather(Uint32Array, links.parent, rows),
    child: gather(Uint32Array, links.child, rows),
    from: gather(Uint32Array, links.from, rows),
    until: gather(Uint32Array, links.until, rows),
    quantity: gather(Float64Array, links.quantity, rows),
    unit: gather(Uint16Array, links.unit, rows),
    kind: gather(Uint8Array, links.kind, rows),
    key: gather(Uint32Array, links.key, rows),
  };
}

function gather<T extends Column>(kind: new (length: number) => T, column: T, rows: Uint32Array): T {
  const taken = new kind(rows.length);
  for (let i = 0; i < rows.length; i++) taken[i] = column[rows[i]!]!;
  return taken;
}
