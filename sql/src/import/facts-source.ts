import { commonColumns, datasets, type DatasetName } from '../datasets/index.ts';
import type { CompiledSet, CompiledSource, CompiledValue } from './compiled-source.ts';

/** The key of a line that names the dataset of its row. */
const datasetKey = 'dataset';

/**
 * Rows of several datasets in one file of JSON Lines, as events make them: `dataset` names the dataset of a line, its other keys are columns of
 * that dataset under their own names. `header`: all keys of the file.
 */
export function factsSource(names: readonly DatasetName[], header: readonly string[]): CompiledSource {
  const place = header.indexOf(datasetKey);
  if (place === -1) throw new Error('No line of the file names the dataset of its row');
  const sets = names.map((dataset): CompiledSet => {
    const where = `ifNull(c${place} = '${dataset}', 0)`;
    return { dataset, arrayJoin: null, where, part: 'toUInt32(0)', parts: 1, values: valuesOf(dataset, header) };
  });
  return { columns: header, read: header.map((_, index) => index), sets, warnings: [], whole: true };
}

function valuesOf(dataset: DatasetName, header: readonly string[]): Record<string, CompiledValue> {
  const columns = [...datasets[dataset].columns, ...commonColumns].filter(({ name }) => header.includes(name));
  return Object.fromEntries(
    columns.map(({ name, column }) => [column, { text: `c${header.indexOf(name)}`, source: name }]),
  );
}
