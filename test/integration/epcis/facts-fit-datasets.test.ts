import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { factsOf, readDocument, type Fact } from '@lotscope/epcis';
import { commonColumns, datasets, type ColumnSpec } from '@lotscope/sql/datasets';
import { describe, expect, test } from 'vitest';

const folder = join(import.meta.dirname, '../../../../shared/data/epcis');
const areThere = existsSync(folder);
if (!areThere) console.warn(`SKIPPED: the published documents of EPCIS are not in ${folder}`);

/** Rows of all datasets that events can fill, of published documents. */
function publishedFacts(): readonly Fact[] {
  const names = readdirSync(join(folder, 'documents')).map((name) => join('documents', name));
  const texts = [...names, 'wholechain.jsonld'].map((name) => readFileSync(join(folder, name), 'utf8'));
  return factsOf(texts.flatMap((text) => readDocument(text).events.map(({ event }) => event))).facts;
}

/** Whether a value is what its column takes. */
function fits(column: ColumnSpec, value: string | number | boolean): boolean {
  if (column.type === 'boolean') return typeof value === 'boolean';
  if (column.type !== 'number') return typeof value === 'string' && (column.values?.includes(value) ?? true);
  return typeof value === 'number' && (column.check !== 'notNegative' || value >= 0);
}

function faults({ dataset, row }: Fact): string[] {
  const columns = [...datasets[dataset].columns, ...commonColumns];
  const missing = columns.filter(({ name, required }) => required && row[name] === undefined);
  const wrong = Object.entries(row).filter(([name, value]) => {
    const column = columns.find((each) => each.name === name);
    return column === undefined || !fits(column, value);
  });
  return [
    ...missing.map(({ name }) => `${dataset}.${name} is missing`),
    ...wrong.map(([name, value]) => `${dataset}.${name} cannot be ${String(value)}`),
  ];
}

describe.skipIf(!areThere)('rows of published events', () => {
  test('have the columns, the choices and all that is required of their datasets', () => {
    const facts = publishedFacts();
    expect(new Set(facts.map(({ dataset }) => dataset)).size).toBeGreaterThan(8);
    expect(facts.flatMap(faults)).toEqual([]);
  });
});
