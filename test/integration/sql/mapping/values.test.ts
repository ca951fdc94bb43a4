import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEngine, type Engine } from '@lotscope/sql';
import { compileMapping, evaluateSource, parseMapping, type MappedRow } from '@lotscope/sql/mapping';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const path = mkdtempSync(join(tmpdir(), 'lotscope-mapping-'));
let engine: Engine;
beforeAll(async () => {
  engine = await openEngine({ path });
});
afterAll(async () => {
  await engine.close();
  rmSync(path, { recursive: true });
});

async function map(document: object, header: string[], ...rows: (string | null)[][]): Promise<MappedRow[]> {
  return evaluateSource(engine, compileMapping(parseMapping({ name: 'm', ...document }), header), rows);
}

/** What one column of `lots` becomes for each text of a source column `x`; a fault is shown as `! reason`. */
async function outcomes(column: string, rule: unknown, texts: (string | null)[], document: object = {}) {
  const set = { lotId: 'L', itemId: 'I', [column]: rule };
  const mapped = await map(
    { ...document, datasets: [{ dataset: 'lots', set }] },
    ['x'],
    ...texts.map((text) => [text]),
  );
  const name = column.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  return mapped.map(({ values, faults }) => (faults[0] ? `! ${faults[0].reason}` : values[name]));
}

describe('values', () => {
  test('templates: blanks and null markers are no value, and half an id is none', async () => {
    const document = { nulls: ['#N/A'] };
    const texts = ['a', ' a b ', '   ', '', '#N/A', null, "it's \\ {x} 😀"];
    expect(await outcomes('unit', 'U-{x}', texts, document)).toEqual([
      'U-a',
      'U-a b',
      null,
      null,
      null,
      null,
      "U-it's \\ {x} 😀",
    ]);
    expect(await outcomes('unit', '{x}', [' a '], { trim: false })).toEqual([' a ']);
    const ids = [' a ', '  ', '#N/A ', 'a'];
    expect(await outcomes('supplierId', 'S-{x}', ids, document)).toEqual(['S- a ', null, null, 'S-a']);
    expect(await outcomes('supplierId', 'S-{x}', ids, { ...document, trim: true })).toEqual(['S-a', null, null, 'S-a']);
    expect(await outcomes('quantity', '{x}', [' 1 '], document)).toEqual(['1']);
    expect(await outcomes('unit', { from: '{x}', nulls: ['-'], default: 'kg' }, ['-', 'g'])).toEqual(['kg', 'g']);
  });

  test('numbers with a decimal comma and thousands', async () => {
    const fault = '! not a number with decimal comma, thousands separated by .';
    const rule = { from: '{x}', decimal: ',', thousands: '.' };
    const texts = ['1,5', '1.234.567,25', '1234', ',5', '1e3', '1.5', '1,2,3', 'abc', '', '12.34'];
    expect(await outcomes('quantity', rule, texts)).toEqual([
      '1.5',
      '1234567.25',
      '1234',
      '.5',
      '1e3',
      fault,
      fault,
      fault,
      null,
      fault,
    ]);
    const spaced = { decimal: ',', thousands: 'space' };
    expect(await outcomes('quantity', '{x}', ['1 234,5', '1\u00a0234', '1\u202f234'], spaced)).toEqual([
      '1234.5',
      '1234',
      '1234',
    ]);
    expect(await outcomes('quantity', '{x}', ["1'234.5", '1’234'], { thousands: "'" })).toEqual(['1234.5', '1234']);
  });

  test('scales are exact, and what is no number is rejected by the check', async () => {
    expect(await outcomes('quantity', { from: '{x}', scale: 100 }, ['1.1', '0', '1e-12', 'x', null])).toEqual([
      '110',
      '0',
      '1e-10',
      '! not a number',
      null,
    ]);
    expect(await outcomes('quantity', { from: '{x}', scale: 0.001 }, ['1.1', '7', '-7'])).toEqual([
      '0.0011',
      '0.007',
      '! must not be negative',
    ]);
  });

  test('dates: month names make months, days stay days, times become UTC', async () => {
    const rule = {
      from: '{x}',
      dates: ['MMM.yy', 'dd.MM.yyyy', 'd.M.yyyy HH:mm'],
      months: 'sl',
      timezone: 'Europe/Ljubljana',
    };
    const texts = [
      'nov.18',
      'AVG.69',
      'maj.70',
      '05.11.2018',
      '5.7.2018 10:30',
      '31.3.2024 02:30',
      '30.2.2024 10:00',
      'foo.18',
    ];
    const fault = '! not a date in the format MMM.yy or dd.MM.yyyy or d.M.yyyy HH:mm, in Europe/Ljubljana';
    expect(await outcomes('createdAt', rule, texts)).toEqual([
      '2018-11',
      '2069-08',
      '1970-05',
      '2018-11-05',
      '2018-07-05T08:30:00.000Z',
      fault,
      fault,
      fault,
    ]);
  });

  test('dates: a day that there is not is told in the format of the mapping', async () => {
    const rule = { from: '{x}', dates: ['dd.MM.yyyy', 'MMM.yy'] };
    expect(await outcomes('createdAt', rule, ['31.02.2024', '2024-02-28'])).toEqual([
      '! no such day or time, read in the format dd.MM.yyyy or MMM.yy',
      '! not a date in the format dd.MM.yyyy or MMM.yy',
    ]);
    expect(await outcomes('createdAt', '{x}', ['31.02.2024'])).toEqual(['! not a date or time (ISO 8601)']);
  });

  test('dates: halves of the day, zones, fractions, epochs, ISO', async () => {
    const read = (dates: string, ...texts: string[]) => outcomes('createdAt', { from: '{x}', dates }, texts);
    expect(await read('M/d/yyyy h:mm a', '2/9/2024 12:05 AM', '2/9/2024 1:05 pm')).toEqual([
      '2024-02-09T00:05:00Z',
      '2024-02-09T13:05:00Z',
    ]);
    expect(await read('yyyyMMdd HHmmss.SSSXXX', '20240209 101112.5+01:00')).toEqual(['2024-02-09T10:11:12.5+01:00']);
    expect(await read('unix', '1700000000', '-1', 'x')).toEqual([
      '2023-11-14T22:13:20.000Z',
      '! not a date in the format unix',
      '! not a date in the format unix',
    ]);
    expect(await read('unixMillis', '1700000000123')).toEqual(['2023-11-14T22:13:20.123Z']);
    const zoned = { from: '{x}', timezone: 'America/New_York' };
    const iso = ['2024-01-01 10:00', '2024-01-01T10:00:00Z', '2024-01-01', '2024-01', '1.1.2024'];
    expect(await outcomes('createdAt', zoned, iso)).toEqual([
      '2024-01-01T15:00:00.000Z',
      '2024-01-01T10:00:00Z',
      '2024-01-01',
      '2024-01',
      '! not a date in the format iso, in America/New_York',
    ]);
  });

  test('dictionaries: what is not in them is rejected, kept or blank, as the mapping says', async () => {
    const dictionary = { B: 'received', P: 'made', none: null };
    const read = (more: object) =>
      outcomes('origin', { from: '{x}', dictionary, ...more }, ['B', 'p', 'none', 'made', '']);
    const fault = '! not in the dictionary of the mapping';
    expect(await read({})).toEqual(['received', fault, null, fault, null]);
    expect(await read({ ignoreCase: true })).toEqual(['received', 'made', null, fault, null]);
    expect(await read({ otherwise: 'keep' })).toEqual([
      'received',
      '! not one of the allowed values: received, made',
      null,
      'made',
      null,
    ]);
    expect(await read({ otherwise: 'blank', default: 'made' })).toEqual(['received', 'made', 'made', 'made', 'made']);
    const numbers = { from: '{x}', dictionary: { few: 3 }, otherwise: 'keep', decimal: ',' };
    expect(await outcomes('quantity', numbers, ['few', '1,5', '1.5'])).toEqual([
      '3',
      '1.5',
      '! not a number with decimal comma',
    ]);
  });
});

test('every time zone that a mapping may name is known to the engine, in any spelling', async () => {
  const known = await engine.query<{ time_zone: string }>('SELECT time_zone FROM system.time_zones');
  const names = new Set(known.map((row) => row.time_zone));
  // Founded in 2025, after the engine's time zone data.
  const tooNew = ['America/Coyhaique'];
  const unknown = Intl.supportedValuesOf('timeZone').filter((zone) => !names.has(zone));
  expect(unknown.filter((zone) => !tooNew.includes(zone))).toEqual([]);
  for (const timezone of ['utc', 'europe/ljubljana', 'CET', 'US/Eastern']) {
    const [text] = await outcomes('createdAt', { from: '{x}', timezone }, ['2024-01-01 10:00']);
    expect(text).toMatch(/^2024-01-01T\d\d:00:00\.000Z$/);
  }
});

describe('rows', () => {
  const ids = async (when: string, document: object = {}) => {
    const rule = { ...document, datasets: [{ dataset: 'lots', when, set: { lotId: '{id}', itemId: 'I' } }] };
    const rows = [
      ['1', 'apple', '5'],
      ['2', 'Banana', '10'],
      ['3', ' ', 'x'],
      ['4', "it's", null],
    ];
    return (await map(rule, ['id', 'name', 'n'], ...rows)).map(({ values }) => values['lot_id']);
  };

  test.each([
    ["{name} != ''", ['1', '2', '4']],
    ['{name} is empty', ['3']],
    ['{n} is not empty', ['1', '2', '3']],
    ['{n} < 10', ['1']],
    ['{n} >= 5', ['1', '2']],
    ['{n} != 5', ['2', '3', '4']],
    ['not ({n} > 5)', ['1', '3', '4']],
    ['{id} < {n}', ['1', '2']],
    ["{name} > 'a'", ['1', '4']],
    ["{name} in ('apple', 'it''s')", ['1', '4']],
    ['{n} in (5, 10.0)', ['1', '2']],
    ["{name} starts with 'Ba' or {name} ends with 's'", ['2', '4']],
    ["{name} contains 'an' and {n} = '10'", ['2']],
    ["{name} not contains 'a'", ['3', '4']],
  ])('when %s', async (when, expected) => expect(await ids(when)).toEqual(expected));

  test('an unpivot makes a row for each column that has a value, with what is set beside it', async () => {
    const columns = ['w', { column: 'c', as: 'content', when: '{c} > 5', set: { unit: 'mg', lower: 90 } }];
    const unpivot = { columns, name: 'characteristic', value: 'value' };
    const set = { lotId: 'L{id}', resultId: '{id}:{@name}:{@value}', unit: '%' };
    const rows = [
      ['1', '2.0', '10'],
      ['2', ' ', '3'],
    ];
    const mapped = await map({ datasets: [{ dataset: 'qc_results', set, unpivot }] }, ['id', 'w', 'c'], ...rows);
    const texts = mapped.map(({ part, values }) => [
      part,
      ...Object.entries(values).map(([name, value]) => `${name}=${value}`),
    ]);
    expect(texts).toEqual([
      [0, 'result_id=1:w:2.0', 'lot_id=L1', 'characteristic=w', 'value=2.0', 'unit=%', 'lower=null'],
      [1, 'result_id=1:content:10', 'lot_id=L1', 'characteristic=content', 'value=10', 'unit=mg', 'lower=90'],
    ]);
    const all = { ...unpivot, keepEmpty: true };
    const kept = await map(
      { datasets: [{ dataset: 'qc_results', set, unpivot: all }] },
      ['id', 'w', 'c'],
      ['2', ' ', '8'],
    );
    expect(kept.map(({ values }) => values['value'])).toEqual([null, '8']);
  });

  test('several sets from one row, each with its own condition', async () => {
    const each = [
      { when: "{a} != ''", set: { lotId: 'A{a}' } },
      { when: "{b} != ''", set: { lotId: 'B{b}' } },
    ];
    const mapped = await map(
      { datasets: [{ dataset: 'lots', set: { itemId: 'I' }, each }] },
      ['a', 'b'],
      ['1', '2'],
      ['', '3'],
    );
    expect(mapped.map(({ row, values }) => `${row} ${values['lot_id']}`)).toEqual(['1 A1', '1 B2', '2 B3']);
  });
});
