/** A value of a preview: plain text, or what the nested JSON of a source holds, by name or one below the other. */
export type NestedValue =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly NestedValue[] }
  | { readonly kind: 'fields'; readonly fields: ReadonlyArray<readonly [name: string, value: NestedValue]> };

/** Reads a cell; what only looks like JSON stays the text that it is. */
export function readNested(text: string): NestedValue {
  if (!/^\s*[[{]/.test(text)) return { kind: 'text', text };
  try {
    return nested(JSON.parse(text));
  } catch {
    return { kind: 'text', text };
  }
}

function nested(value: unknown): NestedValue {
  if (Array.isArray(value)) return { kind: 'list', items: value.map(nested) };
  if (typeof value === 'object' && value !== null)
    return { kind: 'fields', fields: Object.entries(value).map(([name, field]) => [name, nested(field)] as const) };
  return { kind: 'text', text: value === null ? 'null' : String(value) };
}
