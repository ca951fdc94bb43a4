import { describe, expect, test } from 'vitest';
import { identityMapping } from './identity-mapping.ts';

describe('a file with the columns of a dataset', () => {
  test.each([['lotId'], ['lot_id'], ['LOTID'], ['Lot ID'], ['LOT_ID']])('%s is lotId', (name) => {
    const { source, unknown, missing } = identityMapping('lots', [name, 'itemId']);
    expect(Object.keys(source.sets[0]!.values)).toEqual(['lot_id', 'item_id']);
    expect({ unknown, missing }).toEqual({ unknown: [], missing: [] });
  });

  test('unknown and missing columns are told', () => {
    const { unknown, missing, source } = identityMapping('lots', ['lotId', 'quantty', '', 'recordedAt']);
    expect(unknown).toEqual(['quantty', '(column 3, without a name)']);
    expect(missing).toEqual(['itemId']);
    expect(source.warnings[0]).toContain('Did you mean quantity?');
    expect(Object.keys(source.sets[0]!.values)).toEqual(['lot_id', 'recorded_at']);
  });

  test('a column that is far from all, or near one that the file has, is not taken for it', () => {
    const told = (...header: string[]) => identityMapping('operation_inputs', header).source.warnings;
    expect(told('operationId', 'lotId', 'site_id')).toEqual([
      'The dataset operation_inputs has no column "site_id"; it is not read.',
    ]);
    expect(told('operationId', 'lotId', 'lotIds')).toEqual([
      'The dataset operation_inputs has no column "lotIds"; it is not read.',
    ]);
    expect(told('operationId', 'lotsId')[0]).toContain('Did you mean lotId?');
  });

  test.each(['occurred_at', 'bookedAt', 'Posting Date', 'event-time', 'TIMESTAMP'])(
    'of %s the times that stay empty are told',
    (name) => {
      const [input] = identityMapping('operation_inputs', ['operationId', 'lotId', name]).source.warnings;
      expect(input).toMatch(/it is not read\. If it is a time: at stays empty without it\.$/);
      const [operation] = identityMapping('operations', ['operationId', 'startedAt', name]).source.warnings;
      expect(operation).toContain('If it is a time: endedAt stays empty');
      const [unit] = identityMapping('handling_units', ['handlingUnitId', 'lotId', name]).source.warnings;
      expect(unit).toContain('packedAt, unpackedAt stay empty');
      expect(identityMapping('sites', ['siteId', name]).source.warnings[0]).toMatch(/it is not read\.$/);
    },
  );

  test.each(['version', 'format', 'updated_by', 'candidate', 'runtimes'])('%s is no time', (name) => {
    const { source } = identityMapping('operation_inputs', ['operationId', 'lotId', name]);
    expect(source.warnings[0]).toMatch(/it is not read\.$/);
  });

  test('two columns for one are refused', () => {
    expect(() => identityMapping('lots', ['lotId', 'lot_id', 'itemId'])).toThrow('both mean lotId');
  });
});
