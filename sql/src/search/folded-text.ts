/**
 * Texts as they are compared in a search: without case, without accents, compatible spellings as one (`Ｌ－Ü７７` is `l-u77`). The same in
 * TypeScript and in SQL, which a test proves of every sign; migration 0109 holds a copy.
 */
const signs = { from: 'øłđðħŧıς‐‑‒–—―−', to: 'olddhtiσ-------' } as const;
const ligatures = [
  ['ß', 'ss'],
  ['æ', 'ae'],
  ['œ', 'oe'],
  ['þ', 'th'],
] as const;

const translated = new Map([...signs.from].map((sign, index) => [sign, signs.to.charAt(index)]));
const special = new RegExp(`[${signs.from}${ligatures.map(([sign]) => sign).join('')}]`, 'g');
for (const [sign, letters] of ligatures) translated.set(sign, letters);

/** The text as it is compared. Marks of scripts that need them to be read, as in Devanagari or kana, stay. */
export function foldText(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replaceAll(special, (sign) => translated.get(sign) ?? sign);
}

/** SQL String: the same of a SQL String. */
export function foldedSql(text: string): string {
  const bare = `lowerUTF8(replaceRegexpAll(normalizeUTF8NFKD(${text}), '[\\\\x{0300}-\\\\x{036F}]', ''))`;
  const plain = `translateUTF8(${bare}, '${signs.from}', '${signs.to}')`;
  return ligatures.reduce((sql, [sign, letters]) => `replaceAll(${sql}, '${sign}', '${letters}')`, plain);
}

/** SQL Array(String): what a text is found by: in lower case, and folded where that is another text. Most texts are ASCII, and spared the work. */
export function termsSql(text: string): string {
  return `if(length(${text}) = lengthUTF8(${text}), [lower(${text})], arrayDistinct([lowerUTF8(${text}), ${foldedSql(text)}]))`;
}
