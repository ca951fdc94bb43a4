import { withScrapVerdict } from '@lotscope/sql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ImportStore } from './import-store.ts';

const texts = {
  scrapped: [
    ...[
      'scrap',
      'Scrap',
      'SCRAPPED',
      'scrapped 2026-01-05',
      'Scrap all',
      'scrapping',
      'SCRAP_LOT',
      'Disposition: scrap',
    ],
    ...[
      'destroy',
      'To be destroyed',
      'destroyed, certificate on file',
      'destruction',
      'dispose of',
      'disposed of as waste',
      'for disposal',
    ],
    ...['discard', 'discarded', 'written off', 'write-off', 'write off', 'writeoff', 'incinerated', 'sent to landfill'],
    ...['Not conforming - scrap', 'cannot be reworked, scrap', 'Do not use - destroy', 'No rework; scrap'],
    ...[
      'use as is not possible, scrap',
      'MRB decision: scrap',
      'scrap rejected parts',
      'no scrap of lot A, destroy lot B',
    ],
    ...[
      'Verschrotten',
      'verschrottet',
      'Verschrottung',
      'Ausschuss',
      'vernichtet',
      'entsorgt',
      'Entsorgung',
      'Mise au rebut',
      'rebut',
      'détruit',
      'à détruire',
    ],
  ],
  kept: [
    ...[
      '',
      '  ',
      '-',
      'pending disposition',
      'Pending',
      'disposition pending',
      'to be decided',
      'TBD',
      'awaiting MRB',
      'under review',
    ],
    ...[
      'rework - no scrap',
      'use as is - do not scrap',
      "don't scrap",
      'not scrapped',
      'not to be scrapped',
      'not yet scrapped',
      'must not be destroyed',
    ],
    ...[
      'avoid scrap',
      'no need to scrap',
      'do not scrap or destroy',
      'neither scrapped nor destroyed',
      'rework instead of scrap',
      'without scrapping',
    ],
    ...[
      'non-scrap',
      'no_scrap',
      'zero scrap',
      'scrap: no',
      'scrap not required',
      'scrap cancelled',
      'Destruction was rejected.',
      'do not rework or scrap',
    ],
    ...[
      'Use as is',
      'UAI',
      'rework',
      'returned to vendor',
      'RTV',
      'released',
      'accepted under concession',
      'used with concession',
      'rejected, returned to supplier',
    ],
    ...['sort', 'regrade', 'on hold', 'n/a', 'no action', 'scrap rate normal, use as is'],
    ...[
      'kein Ausschuss',
      'nicht verschrotten',
      'Nacharbeit',
      'Freigabe',
      'Sonderfreigabe',
      'ne pas détruire',
      'ne pas mettre au rebut',
      'retouche',
      'accepté',
      'en attente',
    ],
  ],
  unclear: [
    ...[
      'disposition',
      'dispositioned',
      'D7',
      'see mail',
      'rejected',
      'other',
      'unscrapped',
      'scraper damaged',
      'indestructible',
    ],
    ...[
      'propose scrap',
      'scrap proposed',
      'scrap?',
      'pending scrap',
      'awaiting destruction',
      'scrap recommended',
      'scrap if rework fails',
      'may be scrapped',
    ],
    ...['scrap or rework', 'rework / scrap', 'Verschrottung vorgeschlagen', 'proposition de rebut'],
  ],
};

let db: ImportStore;
beforeAll(async () => {
  db = await ImportStore.open();
});
afterAll(() => db.close());

test.each(Object.entries(texts))('D23: %s is what these texts of a disposition say', async (verdict, list) => {
  const rows = await db.engine.query<{ text: string; found: string }>(
    withScrapVerdict('SELECT arrayJoin({list: Array(String)}) AS text, {{scrap_verdict:text}} AS found'),
    { list },
  );
  expect(rows.filter(({ found }) => found !== verdict)).toEqual([]);
  expect(rows).toHaveLength(list.length);
});

test('D23: no text at all decides nothing', async () => {
  expect(await db.values(withScrapVerdict("SELECT {{scrap_verdict:CAST(NULL, 'Nullable(String)')}}"))).toEqual([
    'kept',
  ]);
});
