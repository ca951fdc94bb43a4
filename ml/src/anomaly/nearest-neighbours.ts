import { Random } from '../random/random.ts';
import { type FeatureTable, selectRows } from '../table/feature-table.ts';
import { fitScaler, scaledRows, usedColumns } from '../table/robust-scaler.ts';
import { ascending, detector, type Restored, type SingleDetector, verdictOf } from './detector.ts';
import { nearest, type Nearest, type Points, points } from './nearest-rows.ts';

export interface NeighbourOptions {
  readonly neighbours?: number;
  readonly clip?: number;
  /** Of more training rows than this a random sample is kept. */
  readonly mostRows?: number;
  readonly seed?: number;
}

/**
 * The mean distance to the `neighbours` nearest training rows: the root mean square over the columns that the row knows, in robust
 * spreads; a value missing in a training row counts as what is expected there (Ramaswamy, Rastogi & Shim, "Efficient algorithms for
 * mining outliers from large data sets", 2000, who take the farthest of them; the mean: Angiulli & Pizzuti 2002).
 */
export function fitNearestNeighbours(train: FeatureTable, options: NeighbourOptions = {}): SingleDetector {
  const { neighbours = 5, clip = 10, mostRows = 20_000, seed = 1 } = options;
  const scaler = fitScaler(train, { clip, tails: true });
  const kept = points(scaledRows(scaler, sample(train, mostRows, seed)), usedColumns(scaler).length);
  const verdict = verdictOf(train.rows, neighbours + 1, scaler);
  const reference = verdict === 'fitted' ? ascending(distances(kept, kept, neighbours, true)) : new Float64Array(0);
  return restoreNearestNeighbours({ verdict, scaler, reference }, kept.values, neighbours);
}

export function restoreNearestNeighbours(restored: Restored, rows: Float32Array, neighbours: number): SingleDetector {
  const { scaler } = restored;
  const width = usedColumns(scaler).length;
  const kept = points(rows, width);
  const queries = (table: FeatureTable) => points(scaledRows(scaler, table), width);
  return detector({
    ...restored,
    kind: 'nearest-neighbours',
    measure: (table) => distances(kept, queries(table), neighbours, false),
    depart: (table) => differences(kept, queries(table), neighbours),
    state: { about: neighbours, arrays: { rows } },
  });
}

function sample(train: FeatureTable, mostRows: number, seed: number): FeatureTable {
  if (train.rows <= mostRows) return train;
  const order = new Random(seed)
    .split('nearest-neighbours')
    .shuffle(Uint32Array.from({ length: train.rows }, (_, at) => at));
  return selectRows(train, order.subarray(0, mostRows).sort());
}

function places(neighbours: number): Nearest {
  return { squares: new Float64Array(neighbours), rows: new Int32Array(neighbours) };
}

/** Per query row; NaN when it knows no column. `own`: the queries are the kept rows. */
function distances(kept: Points, queries: Points, neighbours: number, own: boolean): Float64Array {
  const found = places(neighbours);
  return Float64Array.from({ length: queries.values.length / queries.width }, (_, row) => {
    nearest(kept, queries, row, own ? row : -1, found);
    let sum = 0;
    let count = 0;
    for (const square of found.squares) {
      if (square === Infinity) break;
      sum += Math.sqrt(square);
      count++;
    }
    return sum / count;
  });
}

/** Value less the mean of the neighbours that know the column; less the centre when none does. */
function differences(kept: Points, queries: Points, neighbours: number): Float32Array {
  const { width } = queries;
  const found = places(neighbours);
  const departures = queries.values.slice();
  for (let row = 0; row < departures.length / width; row++) {
    nearest(kept, queries, row, -1, found);
    for (let column = 0; column < width; column++) {
      const beside = [...found.rows]
        .map((other) => (other < 0 ? NaN : (kept.values[other * width + column] as number)))
        .filter((value) => !Number.isNaN(value));
      const expected = beside.reduce((sum, value) => sum + value, 0) / Math.max(1, beside.length);
      (departures[row * width + column] as number) -= expected;
    }
  }
  return departures;
}
