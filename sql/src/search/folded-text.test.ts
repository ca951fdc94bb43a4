import { expect, test } from 'vitest';
import { foldText } from './folded-text.ts';

test.each([
  ['L-Ü77', 'l-u77'],
  ['l-u\u030877', 'l-u77'],
  ['Straße', 'strasse'],
  ['STRASSE', 'strasse'],
  ['Øresund', 'oresund'],
  ['Æble', 'aeble'],
  ['Łódź', 'lodz'],
  ['Škofja Loka', 'skofja loka'],
  ['İstanbul', 'istanbul'],
  ['ΟΔΟΣ', 'οδοσ'],
  ['οδός', 'οδοσ'],
  ['Ｌ－７７', 'l-77'],
  ['A–1', 'a-1'],
  ['が', 'か\u3099'],
])('%s is compared as %s', (written, folded) => {
  expect(foldText(written)).toBe(folded);
  expect(foldText(folded)).toBe(folded);
});
