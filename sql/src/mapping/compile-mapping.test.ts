import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { checkMapping, compileMapping } from './compile-mapping.ts';
import { InvalidMapping, type MappingFault } from './mapping-fault.ts';
import { parseMapping } from './parse-mapping.ts';

function faultsOf(work: () => unknown): readonly MappingFault[] {
  try {
    work();
  } catch (error) {
    if (error instanceof InvalidMapping) return error.faults;
    throw error;
  }
  return [];
}

const lot = { lotId: '{id}', itemId: 'I' };
const compile = (document: object, header: readonly string[] = ['id', 'x']) =>
  compileMapping(parseMapping({ name: 'm', ...document }), header);
const faults = (document: object, header?: readonly string[]): string[] =>
  faultsOf(() => compile(document, header)).map(({ path, message }) => `${path}: ${message}`);
const lots = (set: object, more: object = {}): object => ({
  datasets: [{ dataset: 'lots', set: { ...lot, ...set }, ...more }],
});

describe('faults are found before a row is read, with their place', () => {
  test.each([
    [{ name: '', datasets: [{ dataset: 'lots' }] }, 'name'],
    [{ name: 'm', datasets: [] }, 'datasets'],
    [{ name: 'm', grammar: 2, datasets: [{ dataset: 'lots' }] }, 'grammar'],
    [{ name: 'm', datasets: [{ dataset: 'lots', sett: {} }] }, 'datasets[0]'],
    [
      { name: 'm', datasets: [{ dataset: 'lots', set: { 'a b': { from: 'x', scale: -1 } } }] },
      'datasets[0].set["a b"].scale',
    ],
    [
      { name: 'm', datasets: [{ dataset: 'lots', unpivot: { columns: ['a'], name: 'n' } }] },
      'datasets[0].unpivot.value',
    ],
    [{ name: 'm\0', datasets: [{ dataset: 'lots' }] }, 'name'],
    ['text', ''],
    [null, ''],
  ])('grammar: %j', (json, path) => {
    expect(faultsOf(() => parseMapping(json)).map((fault) => fault.path)).toContain(path);
  });

  test.each<[object, string]>([
    [{ datasets: [{ dataset: 'lot' }] }, 'datasets[0].dataset: There is no dataset "lot"; did you mean "lots"?'],
    [lots({ lotId: '{Id2}' }), 'datasets[0].set.lotId: The file has no column "Id2"; did you mean "id"?'],
    [lots({ lotid: 'a' }), 'datasets[0].set.lotid: The dataset lots has no column "lotid"; did you mean "lotId"?'],
    [lots({ itemId: null }), 'datasets[0].set: lots needs itemId: nothing sets it'],
    [lots({ origin: 'bought' }), 'datasets[0].set.origin: origin takes one of received, made, not "bought"'],
    [lots({ quantity: '1,5' }), 'datasets[0].set.quantity: quantity takes a number, not "1,5"'],
    [
      lots({ createdAt: '2024-13' }),
      'datasets[0].set.createdAt: createdAt takes an ISO 8601 time, day or month from 1970 to 2105, not "2024-13"',
    ],
    [lots({ deleted: 'maybe' }), 'datasets[0].set.deleted: deleted takes true or false, not "maybe"'],
    [lots({ unit: '{x' }), 'datasets[0].set.unit: A brace is not closed'],
    [lots({ unit: '{@name}' }), 'datasets[0].set.unit: {@name} has a meaning only beside an unpivot'],
    [lots({ unit: { from: '{x}', scale: 2 } }), 'datasets[0].set.unit: unit is no number: it cannot be scaled'],
    [
      lots({ unit: { from: '{x}', dictionary: 'units' } }),
      'datasets[0].set.unit.dictionary: The document has no dictionary "units"',
    ],
    [
      lots({ origin: { from: '{x}', dictionary: { buy: 'bought' } } }),
      'datasets[0].set.origin.dictionary.buy: origin takes one of received, made, not "bought"',
    ],
    [
      lots({ createdAt: { from: '{x}', dates: ['iso', 'dd'] } }),
      'datasets[0].set.createdAt: The date format "dd" has no year (yyyy or yy)',
    ],
    [
      lots({ createdAt: { from: '{x}', dates: 'MMM.yy', months: 'tlh' } }),
      'datasets[0].set.createdAt: "tlh" is no language whose month names are known; list the twelve names instead',
    ],
    [
      lots({ createdAt: { from: '{x}', timezone: 'Mars' } }),
      'datasets[0].set.createdAt: The time zone "Mars" is not known',
    ],
    [
      { decimal: ',', thousands: ',', ...lots({ quantity: '{x}' }) },
      'datasets[0].set.quantity: "," cannot be both the decimal mark and the thousands separator',
    ],
    [
      lots({}, { when: '{x} = ' }),
      'datasets[0].when: Expected a {column}, a number or a text in quotes, but the condition ends at character 7',
    ],
    [lots({}, { when: '{y} = 1' }), 'datasets[0].when: The file has no column "y"; did you mean "x"?'],
    [lots({}, { each: [{ when: "{nowhere} = ''" }] }), 'datasets[0].each[0].when: The file has no column "nowhere"'],
    [
      lots({}, { unpivot: { columns: ['x', { column: 'x' }], name: 'unit', value: 'quantity' } }),
      'datasets[0].unpivot.columns[1]: Two columns are named "x"',
    ],
    [
      lots({}, { unpivot: { columns: ['x'], name: 'unit', value: 'unit' } }),
      'datasets[0].unpivot.value: Name and value go to the same column',
    ],
    [
      lots({}, { unpivot: { columns: [{ column: 'x', set: { nope: 1 } }], name: 'unit', value: 'quantity' } }),
      'datasets[0].unpivot.columns[0].set.nope: The dataset lots has no column "nope"',
    ],
  ])('%j', (document, fault) => expect(faults(document)).toContain(fault));

  test('without a file the datasets and their columns are checked all the same', () => {
    const check = (document: object) => faultsOf(() => checkMapping(parseMapping({ name: 'm', ...document })));
    expect(check(lots({ unit: '{any column}' }, { when: '{other} = 1' }))).toEqual([]);
    expect(check(lots({ origin: 'bought', nope: 1 }))).toHaveLength(2);
  });

  test('a key that no line of a JSON Lines file has is optional, unless it looks misspelt', () => {
    const document = { format: 'jsonl', ...lots({ unit: '{unit}' }) };
    expect(compile(document, ['id']).warnings).toEqual(['1 key is in no line: unit']);
    expect(faults(document, ['id', 'units'])).toHaveLength(1);
  });

  test('all faults are told at once, each once', () => {
    const both = { each: [{ set: { kind: 'x' } }, { when: '{z} = 1' }] };
    expect(faults(lots({ lotId: '{nowhere}' }, both))).toHaveLength(3);
  });
});

describe('what is compiled', () => {
  test('columns are found by their exact name, or by the only one that differs in case', () => {
    expect(faults(lots({ unit: '{UNIT}' }), ['id', 'unit'])).toEqual([]);
    expect(faults(lots({ unit: '{UNIT}' }), ['id', 'unit', 'Unit'])).toHaveLength(1);
  });

  test('columns that nothing reads are mentioned', () => {
    expect(compile(lots({}), ['id', 'x']).warnings).toEqual(['1 column is not used: x']);
    expect(compile(lots({}), ['id', 'x', '', 'y']).warnings).toEqual(['2 columns are not used: x, y']);
  });

  test('rows of one dataset that come from one source row are numbered without gaps', () => {
    const unpivot = { columns: ['x', { column: 'x', as: 'y' }], name: 'unit', value: 'quantity' };
    const { sets } = compile(lots({}, { each: [{}, { unpivot }, {}] }));
    expect(sets.map(({ part, parts }) => [part, parts])).toEqual([
      ['toUInt32(0)', 1],
      ['toUInt32(1 + u.2)', 2],
      ['toUInt32(3)', 1],
    ]);
  });

  test("the contract's example is valid", () => {
    const raw = { lotId: 'API-{api_code}/{api_batch}' };
    const document = {
      format: 'csv',
      delimiter: ';',
      decimal: '.',
      datasets: [
        { dataset: 'lots', each: [{ when: "{api_batch} != ''", set: { ...raw, itemId: 'API-{api_code}' } }] },
        { dataset: 'lot_links', set: { parentLotId: raw.lotId, childLotId: 'TAB-{code}/{batch}', kind: 'consumed' } },
        {
          dataset: 'qc_results',
          unpivot: { columns: ['api_water', 'api_content'], name: 'characteristic', value: 'value' },
          set: { ...raw, stage: 'incoming' },
        },
      ],
    };
    expect(faults(document, ['code', 'batch', 'api_code', 'api_batch', 'api_water', 'api_content'])).toEqual([]);
  });

  test('the mappings that come with the product are of the grammar', () => {
    const folder = new URL('../../../test/mappings/', import.meta.url);
    for (const file of readdirSync(folder)) {
      expect(faultsOf(() => parseMapping(JSON.parse(readFileSync(new URL(file, folder), 'utf8'))))).toEqual([]);
    }
  });
});
