/**
 * The values that a parameter is given: repeated (`a=1&a=2`), separated by `|` or by `,`. Neither sign ends a value that may have it as its
 * own: what could not begin a value belongs to the one before (`urn:epc:id:sgtin:4012345.011122.A,B` is one EPC).
 */
export function splitList(sent: readonly string[], begins: (piece: string) => boolean): readonly string[] {
  return sent.flatMap((text) => text.split('|').flatMap((part) => splitAtCommas(part, begins)));
}

function splitAtCommas(text: string, begins: (piece: string) => boolean): readonly string[] {
  const values: string[] = [];
  for (const piece of text.split(',')) {
    if (values.length === 0 || begins(piece.trim())) values.push(piece);
    else values.push(`${values.pop() ?? ''},${piece}`);
  }
  return values.map(withPlus);
}

/** Texts may have commas; a text that has a `|` of its own is meant whole as well as in parts. */
export function splitTexts(sent: readonly string[]): readonly string[] {
  return [...new Set(sent.flatMap((text) => [...text.split('|'), text]))];
}

/** A plus sign that was not percent-encoded arrives as a space, which no URI, timestamp or number has. */
export const withPlus = (text: string): string => text.trim().replaceAll(' ', '+');

export const beginsUri = (piece: string): boolean => /^[A-Za-z][A-Za-z0-9+.-]*:/.test(piece);
export const beginsAnything = (): boolean => true;
