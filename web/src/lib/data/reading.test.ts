import { describe, expect, it } from 'vitest';
import { datasetNamedBy, readingOf, withNamedDatasets } from './reading.ts';

const datasets = ['lots', 'lot_links'];
const file = (name: string) => new File([], name);

describe('how chosen files are read', () => {
  it('each as the dataset that it is named after, as the command line does', () => {
    expect(datasetNamedBy('07-lot_links.csv.gz', datasets)).toBe('lot_links');
    expect(datasetNamedBy('lots.parquet', datasets)).toBe('lots');
    expect(datasetNamedBy('my lots.csv', datasets)).toBeUndefined();
    const named = withNamedDatasets(
      [
        { file: file('lots.csv'), chosen: '' },
        { file: file('lot_links.csv'), chosen: 'mapping:links' },
        { file: file('other.csv'), chosen: '' },
      ],
      datasets,
    );
    expect(named.map(({ chosen }) => chosen)).toEqual(['dataset:lots', 'mapping:links', '']);
  });

  it('as a dataset or through a mapping, whatever it is called', () => {
    expect(readingOf('dataset:lots')).toEqual({ dataset: 'lots' });
    expect(readingOf('mapping:a:b')).toEqual({ mapping: 'a:b' });
    expect(readingOf('')).toBeUndefined();
  });
});
