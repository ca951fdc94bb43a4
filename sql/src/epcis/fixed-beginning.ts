/** The text that whatever fits a pattern (`^https:\/\/id…$`) begins with, as far as the pattern begins with plain signs. */
export function fixedBeginning(pattern: string): string {
  const [, plain = ''] = /^\^((?:\\[^\w]|[^\\^$.*+?()[\]{}|])*)/.exec(pattern) ?? [];
  const signs = plain.match(/\\.|[^\\]/g) ?? [];
  // A sign that is followed by how often it stands may not stand at all.
  const isCounted = /^[*+?{]/.test(pattern.slice(1 + plain.length));
  return signs
    .slice(0, isCounted ? -1 : undefined)
    .map((sign) => sign.replace(/^\\/, ''))
    .join('');
}
