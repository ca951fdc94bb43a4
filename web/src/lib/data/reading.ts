import type { Reading } from './imports.ts';

/** A file to send, and how it is read: `dataset:NAME`, `mapping:NAME`, or nothing while that is open. */
export interface ChosenFile {
  readonly file: File;
  readonly chosen: string;
}

/** The dataset that a file is named after, a number in front of it apart, as the command line reads it: `07-lot_links.csv.gz` is lot_links. */
export function datasetNamedBy(file: string, datasets: readonly string[]): string | undefined {
  const stem = file.split('.', 1)[0]!.replace(/^\d+[-_]/, '');
  return datasets.find((dataset) => dataset === stem);
}

/** How the file is read; undefined while that is open. */
export function readingOf(chosen: string): Reading | undefined {
  const colon = chosen.indexOf(':');
  const name = chosen.slice(colon + 1);
  if (name === '') return undefined;
  const kind = chosen.slice(0, colon);
  return kind === 'dataset' ? { dataset: name } : kind === 'mapping' ? { mapping: name } : undefined;
}

/** Files with what their names tell; what the reader chose stays. */
export function withNamedDatasets(files: readonly ChosenFile[], datasets: readonly string[]): ChosenFile[] {
  return files.map((one) => {
    const dataset = one.chosen === '' ? datasetNamedBy(one.file.name, datasets) : undefined;
    return dataset === undefined ? one : { ...one, chosen: `dataset:${dataset}` };
  });
}
