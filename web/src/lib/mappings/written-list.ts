/** Several texts in one field, apart by a mark. */
export function toList(texts: string | readonly string[] | undefined, mark = ','): string {
  return [texts ?? []].flat().join(mark === ',' ? ', ' : ` ${mark} `);
}

/** What a field says: nothing, one text, or several apart by the mark. Without a mark all of it is one text. */
export function fromList(written: string, mark?: string): string | string[] | undefined {
  const texts = (mark === undefined ? [written] : written.split(mark)).flatMap((text) => text.trim() || []);
  return texts.length > 1 ? texts : texts[0];
}
