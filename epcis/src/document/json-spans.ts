/** From where to where a value stands in a JSON text. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

const whitespace = /[ \t\n\r]*/y;
const bare = /[^,\]} \t\n\r]*/y;

function past(shape: RegExp, text: string, at: number): number {
  shape.lastIndex = at;
  shape.test(text);
  return shape.lastIndex;
}

function endOfString(text: string, start: number): number {
  for (let quote = text.indexOf('"', start + 1); ; quote = text.indexOf('"', quote + 1)) {
    let backslashes = 0;
    while (text[quote - 1 - backslashes] === '\\') backslashes += 1;
    if (backslashes % 2 === 0) return quote + 1;
  }
}

function endOfValue(text: string, start: number): number {
  const first = text[start];
  if (first === '"') return endOfString(text, start);
  if (first !== '{' && first !== '[') return past(bare, text, start);
  let depth = 0;
  for (let at = start; ; at++) {
    const sign = text[at];
    if (sign === '"') at = endOfString(text, at) - 1;
    else if (sign === '{' || sign === '[') depth += 1;
    else if ((sign === '}' || sign === ']') && --depth === 0) return at + 1;
  }
}

/** Where the elements of a list stand. The text has been parsed before: it is JSON, and the span is a list in it. */
export function elementsOf(text: string, list: Span): Span[] {
  const elements: Span[] = [];
  for (let at = past(whitespace, text, list.start + 1); text[at] !== ']';) {
    const end = endOfValue(text, at);
    elements.push({ start: at, end });
    at = past(whitespace, text, end);
    if (text[at] === ',') at = past(whitespace, text, at + 1);
  }
  return elements;
}

/** Where the value of a member stands: of the last of the name, as JSON.parse has it. */
function memberOf(text: string, object: Span, name: string): Span | null {
  let found: Span | null = null;
  for (let at = past(whitespace, text, object.start + 1); text[at] !== '}';) {
    const endOfName = endOfString(text, at);
    const start = past(whitespace, text, past(whitespace, text, endOfName) + 1);
    const end = endOfValue(text, start);
    if (JSON.parse(text.slice(at, endOfName)) === name) found = { start, end };
    at = past(whitespace, text, end);
    if (text[at] === ',') at = past(whitespace, text, at + 1);
  }
  return found;
}

/** Where a value stands in a JSON text, by the names of the members that lead to it. */
export function spanAt(text: string, path: readonly string[]): Span | null {
  const start = past(whitespace, text, 0);
  let span: Span | null = { start, end: endOfValue(text, start) };
  for (const name of path) span = span && memberOf(text, span, name);
  return span;
}
