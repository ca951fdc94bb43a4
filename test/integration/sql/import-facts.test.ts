import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { csv, ImportStore } from './import-store.ts';

let db: ImportStore;
beforeAll(async () => {
  db = await ImportStore.open();
});
beforeEach(() => db.reset());
afterAll(() => db.close());

const header = 'linkId,parentLotId,childLotId,kind,quantity,unit,recordedAt';
const link = (id: string, parent: string, child: string, quantity: string, recordedAt = ''): string[] => [
  id,
  parent,
  child,
  'consumed',
  quantity,
  'kg',
  recordedAt,
];

describe('D2: facts, corrections and replays', () => {
  const quantities = () => db.query('SELECT link_id, quantity FROM lot_links ORDER BY link_id');

  test('a replay of the same file changes nothing', async () => {
    const file = csv(
      header,
      link('1', 'A', 'B', '1'),
      link('', 'B', 'C', '2'),
      link('', 'B', 'C', '2'),
      link('2', 'A', 'A', '1'),
    );
    expect(await db.load('lot_links', file)).toMatchObject({ read: 4, accepted: 3, rejected: 1, duplicate: 0 });
    const before = await db.everything(['lot_links', 'lot_links_history']);
    const again = await db.load('lot_links', file);
    expect(again).toMatchObject({ read: 4, accepted: 0, rejected: 1, duplicate: 3, datasets: [] });
    await db.engine.command(
      `ALTER TABLE import_rejects DELETE WHERE import_id = '${again.importId}' SETTINGS mutations_sync = 1`,
    );
    expect(await db.everything(['lot_links', 'lot_links_history'])).toEqual(before);
  });

  test('the same rows in another file, another order and another spelling are known', async () => {
    await db.load('lot_links', csv(header, link('1', 'A', 'B', '1.50'), link('2', 'A', 'C', '2')));
    const other = csv(
      'at,kind,UNIT,Quantity,child_lot_id,PARENTLOTID,link_id',
      ['', 'CONSUMED', 'kg', '2', 'C', 'A', '2'],
      ['', 'Consumed', 'kg', '1.5', 'B', 'A', '1'],
    );
    expect(await db.load('lot_links', other)).toMatchObject({ accepted: 0, duplicate: 2 });
  });

  test('rows that look alike but carry no id are both kept', async () => {
    await db.load('lot_links', csv(header, link('', 'A', 'B', '1'), link('', 'A', 'B', '1')));
    expect(await db.values('SELECT quantity FROM lot_links')).toEqual([1, 1]);
    expect(await db.edges()).toEqual(['A → B', 'A → B']);
  });

  test('a correction replaces the value, and the earlier one stays readable', async () => {
    await db.load('lot_links', csv(header, link('1', 'A', 'B', '1', '2024-01-01')));
    expect(await db.load('lot_links', csv(header, link('1', 'A', 'B', '2', '2024-02-01')))).toMatchObject({
      accepted: 1,
    });
    expect(await quantities()).toEqual([{ link_id: '1', quantity: 2 }]);
    expect(await db.query('SELECT link_id, quantity, superseded_by FROM lot_links_history')).toEqual([
      { link_id: '1', quantity: 1, superseded_by: 'import-2' },
    ]);
    expect(await db.query('SELECT quantity FROM edges FINAL')).toEqual([{ quantity: 2 }]);
  });

  test('an older export never undoes a correction, and its values go to the history once', async () => {
    await db.load('lot_links', csv(header, link('1', 'A', 'B', '2', '2024-02-01')));
    const old = csv(header, link('1', 'A', 'X', '1', '2024-01-01'));
    expect(await db.load('lot_links', old)).toMatchObject({ accepted: 1, duplicate: 0, datasets: ['lot_links'] });
    expect(await db.load('lot_links', old)).toMatchObject({ accepted: 0, duplicate: 1 });
    expect(await quantities()).toEqual([{ link_id: '1', quantity: 2 }]);
    expect(await db.values('SELECT child_lot_id FROM lot_links_history FINAL')).toEqual(['X']);
    expect(await db.edges()).toEqual(['A → B']);
  });

  test('without a recordedAt the later import wins, and a replay of the earlier file does not', async () => {
    const first = csv(header, link('1', 'A', 'B', '1'));
    await db.load('lot_links', first);
    await db.load('lot_links', csv(header, link('1', 'A', 'B', '2')));
    expect(await db.load('lot_links', first)).toMatchObject({ accepted: 0, duplicate: 1 });
    expect(await quantities()).toEqual([{ link_id: '1', quantity: 2 }]);
  });

  test('conflicts within one file: the greatest recordedAt wins, the last row on a tie', async () => {
    const file = csv(
      header,
      link('1', 'A', 'B', '3', '2024-03-01'),
      link('1', 'A', 'B', '1', '2024-01-01'),
      link('1', 'A', 'B', '1', '2024-01-01'),
      link('2', 'A', 'C', '1'),
      link('2', 'A', 'C', '2'),
      link('2', 'A', 'C', '1'),
    );
    expect(await db.load('lot_links', file)).toMatchObject({ read: 6, accepted: 4, duplicate: 2 });
    expect(await quantities()).toEqual([
      { link_id: '1', quantity: 3 },
      { link_id: '2', quantity: 1 },
    ]);
    expect(await db.query('SELECT link_id, quantity FROM lot_links_history ORDER BY link_id')).toEqual([
      { link_id: '1', quantity: 1 },
      { link_id: '2', quantity: 2 },
    ]);
    expect(await db.load('lot_links', file)).toMatchObject({ accepted: 0, duplicate: 6 });
  });

  test('of two rows of one key that no recordedAt orders, the later counts and people are told', async () => {
    const file = csv(
      header,
      link('1', 'A', 'B', '1'),
      link('1', 'A', 'B', '2'),
      link('2', 'A', 'C', '1', '2024-01-01'),
      link('3', 'A', 'D', '1', '2024-01-01'),
      link('3', 'A', 'D', '2', '2024-01-02'),
      link('2', 'A', 'C', '2', '2024-01-01'),
      link('4', 'A', 'E', '1'),
      link('4', 'A', 'E', '1'),
    );
    const { warnings } = await db.load('lot_links', file);
    expect(warnings).toEqual([
      '1 row repeats another row of the same file and counts as known already.',
      'lot_links: 2 rows with the key of another row, other values and no later recordedAt; the row further down counts: ' +
        'row 1 by row 2 (linkId 1), row 3 by row 6 (linkId 2)',
    ]);
    expect(await quantities()).toEqual([
      { link_id: '1', quantity: 2 },
      { link_id: '2', quantity: 2 },
      { link_id: '3', quantity: 2 },
      { link_id: '4', quantity: 1 },
    ]);
    const many = Array.from({ length: 20 }, (_, n) => link('9', 'A', 'B', String(n)));
    const [told = ''] = (await db.load('lot_links', csv(header, ...many))).warnings;
    expect(told).toMatch(/^lot_links: 19 rows .*row 5 by row 20 \(linkId 9\) …$/);
  });

  test('D2: a correction that has neither end in common with what it replaces is told: ids that repeat look like corrections', async () => {
    const line = 'lineId,operationId,lotId';
    const first = await db.load('operation_inputs', csv(line, ['1', 'O1', 'A'], ['2', 'O1', 'X'], ['3', 'O1', 'Y']));
    expect(first.warnings).toEqual([]);
    const { warnings } = await db.load(
      'operation_inputs',
      csv(line, ['2', 'O1', 'CORRECTED'], ['3', 'CORRECTED', 'Y'], ['1', 'O2', 'B']),
    );
    expect(warnings).toEqual([
      'operation_inputs: 1 row has the key of another row, but both another operationId and another lotId; one counts as the correction ' +
        'of the other. If ids repeat, make them unique in a mapping: row 3 (lineId 1, O2 – B) in place of O1 – A',
    ]);
    expect(await db.values('SELECT lot_id FROM operation_inputs ORDER BY 1')).toEqual(['B', 'CORRECTED', 'Y']);
    const deletion = csv('lineId,operationId,lotId,deleted', ['1', '', '', 'true']);
    expect((await db.load('operation_inputs', deletion)).warnings).toEqual([]);
    expect((await db.load('operation_inputs', csv(line, ['1', 'O9', 'Z']))).warnings).toEqual([]);
  });

  test('D2: so is one in the same file, or one that is older than what is known, once', async () => {
    const [told = '', ...more] = (
      await db.load(
        'lot_links',
        csv(header, link('1', 'A', 'B', '1', '2024-01-01'), link('1', 'C', 'D', '1', '2024-01-03')),
      )
    ).warnings;
    expect([told, ...more]).toEqual([
      expect.stringMatching(
        /^lot_links: 1 row has .*parentLotId and another childLotId.*row 1 \(linkId 1, A – B\) behind C – D$/,
      ),
    ]);
    const older = csv(header, link('1', 'E', 'F', '1', '2024-01-02'), link('1', 'E', 'D', '1', '2024-01-01'));
    expect((await db.load('lot_links', older)).warnings).toEqual([
      expect.stringMatching(/1 row has .*row 1 \(linkId 1, E – F\) behind C – D$/),
    ]);
    expect((await db.load('lot_links', older)).warnings).toEqual([]);
    const many = Array.from({ length: 9 }, (_, n) => link('1', `P${n}`, `Q${n}`, '1', `2025-01-0${n + 1}`));
    expect((await db.load('lot_links', csv(header, ...many))).warnings).toEqual([
      expect.stringMatching(/^lot_links: 9 rows have .* …$/),
    ]);
  });

  test('a corrected end moves the edge, in both orders', async () => {
    await db.load(
      'lot_links',
      csv(header, link('1', 'A', 'B', '1', '2024-01-01'), link('2', 'A', 'C', '1', '2024-01-01')),
    );
    await db.load('lot_links', csv(header, link('1', 'A', 'D', '1', '2024-01-02')));
    expect(await db.edges()).toEqual(['A → C', 'A → D']);
    expect(await db.edges('edges_by_child')).toEqual(['A → C', 'A → D']);
  });

  test('a deleted row disappears, comes back with a later statement, and needs only its key', async () => {
    await db.load('lot_links', csv(header, link('1', 'A', 'B', '1', '2024-01-01')));
    const deletion = csv('linkId,parentLotId,childLotId,kind,deleted,recordedAt', [
      '1',
      '',
      '',
      '',
      'true',
      '2024-01-02',
    ]);
    expect(await db.load('lot_links', deletion)).toMatchObject({ accepted: 1, rejected: 0 });
    expect(await quantities()).toEqual([]);
    expect(await db.edges()).toEqual([]);
    expect(await db.edges('edges_by_child')).toEqual([]);
    expect(await db.values('SELECT quantity FROM lot_links_history')).toEqual([1]);
    expect(await db.load('lot_links', csv(header, link('1', 'A', 'B', '1', '2024-01-01')))).toMatchObject({
      duplicate: 1,
    });
    expect(await db.load('lot_links', csv(header, link('1', 'A', 'B', '5', '2024-01-03')))).toMatchObject({
      accepted: 1,
    });
    expect(await quantities()).toEqual([{ link_id: '1', quantity: 5 }]);
    expect(await db.edges()).toEqual(['A → B']);
  });

  test('a later recordedAt of the same values is kept, so that what lies between does not win', async () => {
    await db.load('lot_links', csv(header, link('1', 'A', 'B', '1', '2024-01-01')));
    await db.load('lot_links', csv(header, link('1', 'A', 'B', '1', '2024-03-01')));
    await db.load('lot_links', csv(header, link('1', 'A', 'B', '2', '2024-02-01')));
    expect(await quantities()).toEqual([{ link_id: '1', quantity: 1 }]);
  });

  test('knownAt is recordedAt unless the source says otherwise', async () => {
    await db.load(
      'lots',
      csv(
        'lotId,itemId,recordedAt,knownAt',
        ['A', 'I', '2024-01-01', ''],
        ['B', 'I', '2024-01-01', '2024-05-05T06:07:08+02:00'],
      ),
    );
    expect(await db.values('SELECT known_at FROM lots ORDER BY lot_id')).toEqual([
      '2024-01-01 00:00:00.000',
      '2024-05-05 04:07:08.000',
    ]);
  });
});

describe('running imports', () => {
  const file = csv(header, link('1', 'A', 'B', '1'));

  test('the same import id again gives the same answer and loads nothing', async () => {
    const first = await db.load('lot_links', file, { importId: 'once' });
    expect(await db.load('lot_links', csv(header, link('2', 'A', 'C', '1')), { importId: 'once' })).toEqual(first);
    expect(await db.values('SELECT link_id FROM lot_links')).toEqual(['1']);
  });

  test('two at once in one process wait for each other', async () => {
    const files = Array.from({ length: 4 }, (_, n) => csv(header, link(`${n}`, 'A', `B${n}`, '1')));
    await Promise.all(files.map((content, n) => db.load('lot_links', content, { importId: `p${n}` })));
    expect(await db.values('SELECT count() FROM lot_links')).toEqual([4]);
    expect(await db.values('SELECT node_no FROM nodes ORDER BY node_no')).toEqual([0, 1, 2, 3, 4]);
  });

  test.each(['reading', 'comparing', 'numbering', 'linking'])(
    'cancelled while %s, it leaves nothing',
    async (stage) => {
      const cancel = new AbortController();
      const onProgress = (progress: { stage: string }) => {
        if (progress.stage === stage) cancel.abort(new Error('stopped by its owner'));
      };
      await expect(db.load('lot_links', file, { onProgress, cancel: cancel.signal })).rejects.toThrow(
        'stopped by its owner',
      );
      expect(await db.values('SELECT count() FROM lot_links')).toEqual([0]);
      expect(await db.values('SELECT count() FROM nodes')).toEqual([0]);
      expect(await db.values(`SELECT name FROM system.tables WHERE startsWith(name, 'importing_')`)).toEqual([]);
    },
  );

  test('progress goes through the stages in order', async () => {
    const stages: string[] = [];
    await db.load('lot_links', file, { onProgress: ({ stage }) => stages.at(-1) !== stage && stages.push(stage) });
    expect(stages).toEqual(['reading', 'comparing', 'numbering', 'linking', 'publishing', 'done']);
  });
});

describe('nodes and edges', () => {
  test('whatever is only referenced has a node, in order of arrival; a lot and an operation of one id are two', async () => {
    await db.load('operation_inputs', csv('operationId,lotId', ['X', 'X'], ['X', 'B']));
    await db.load('lots', csv('lotId,itemId,productionLotId', ['B', 'I', 'P'], ['C', 'I', '']));
    await db.load('qc_results', csv('lotId,characteristic,operationId', ['Q', 'water', 'O2']));
    expect(await db.query('SELECT node_no, kind, id FROM node_ids ORDER BY node_no')).toEqual([
      { node_no: 0, kind: 'lot', id: 'X' },
      { node_no: 1, kind: 'lot', id: 'B' },
      { node_no: 2, kind: 'operation', id: 'X' },
      { node_no: 3, kind: 'lot', id: 'P' },
      { node_no: 4, kind: 'lot', id: 'C' },
      { node_no: 5, kind: 'lot', id: 'Q' },
      { node_no: 6, kind: 'operation', id: 'O2' },
    ]);
  });

  test('D5: a quantity without unit is in the base unit of its item once that is known', async () => {
    await db.load('lot_links', csv('linkId,parentLotId,childLotId,kind,quantity', ['1', 'A', 'B', 'split', '3']));
    const units = () => db.values('SELECT unit FROM edges FINAL');
    expect(await units()).toEqual(['']);
    await db.load('lots', csv('lotId,itemId', ['A', 'I']));
    expect(await units()).toEqual(['']);
    await db.load('items', csv('itemId,unit', ['I', 'kg']));
    expect(await units()).toEqual(['kg']);
    await db.load('lot_links', csv('linkId,parentLotId,childLotId,kind,quantity', ['2', 'A', 'C', 'split', '4']));
    expect(await units()).toEqual(['kg', 'kg']);
    expect(await db.values('SELECT unit FROM lot_links')).toEqual([null, null]);
  });

  test('cycles are kept', async () => {
    const rows = [link('1', 'A', 'B', '1'), link('2', 'B', 'C', '1'), link('3', 'C', 'A', '1')];
    expect(await db.load('lot_links', csv(header, ...rows))).toMatchObject({ accepted: 3 });
    expect(await db.edges()).toEqual(['A → B', 'B → C', 'C → A']);
  });
});
