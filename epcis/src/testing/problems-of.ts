import { InvalidDocument, type Problem } from '../document/invalid-document.ts';
import { readDocument } from '../document/read-document.ts';

/** All that is wrong with a document; nothing, where it is read. */
export function problemsOf(text: string): readonly Problem[] {
  try {
    readDocument(text);
  } catch (error) {
    if (error instanceof InvalidDocument) return error.problems;
    throw error;
  }
  return [];
}
