import { expect, test } from 'vitest';
import type { DemandPaths } from '../demand/demand-paths.ts';
import { Random } from '../random/random.ts';
import { writeArtefact } from './expiry-artefact.ts';
import type { DemandSeries } from './expiry-data.ts';
import { judgeLaterStock, type LaterStock } from './later-stock.ts';

const firstDay = 19_000;
const history = 200;
const life = 15;
const items = 12;

/** Items of one lot each, asked for 4 a day on average in a rhythm that only the insider knows: nothing for 15 days, then twice as much. */
const asked = (item: number, day: number): number => (Math.floor((day + 5 * item) / life) % 2 === 0 ? 0 : 8);

function stockOn(day: number): LaterStock {
  const series: DemandSeries[] = Array.from({ length: items }, (_, item) => ({
    itemId: `item ${item}`,
    siteId: 'A',
    from: firstDay,
    demand: Float64Array.from({ length: day - firstDay }, (_each, at) => asked(item, firstDay + at)),
  }));
  const random = new Random(day);
  const quantity = Float64Array.from({ length: items }, () => 20 + random.whole(80));
  const column = (value: number) => new Float64Array(items).fill(value);
  return {
    series,
    state: {
      day,
      lotIds: series.map(({ itemId }) => itemId),
      series: Int32Array.from(series.keys()),
      quantity,
      lastDay: column(day + life - 1),
      firstDay: column(day),
      receivedDay: column(day - 1),
      unitCost: column(2),
      lost: quantity.map((held, item) => {
        for (let at = day; at < day + life; at++) held = Math.max(0, held - asked(item, at));
        return held;
      }),
    },
  };
}

test('somebody who knows the demand is never beaten, and is right', () => {
  const level = { method: 'ses', rate: 0.03 } as const;
  const artefact = writeArtefact({
    forecast: 'seasonal',
    level,
    interval: [0.1, 0.9],
    paths: 100,
    seed: 3,
    skill: 'skill',
  });
  const stock = [0, 7, 14, 21].map((later) => stockOn(firstDay + history + later));
  const { model, known } = judgeLaterStock(artefact, stock, ({ itemId }, { day, days, paths }): DemandPaths | null => {
    const item = Number(itemId.split(' ')[1]);
    if (item === 0) return null;
    const cumulative = new Float64Array((days + 1) * paths);
    for (let at = paths; at < cumulative.length; at++)
      cumulative[at] = cumulative[at - paths]! + asked(item, day + Math.floor(at / paths) - 1);
    return { paths, days, cumulative };
  });
  expect(model.lots).toBe(4 * items);
  expect(known!.best.lots).toBe(4 * (items - 1));
  expect(judgeLaterStock(artefact, stock).known).toBeNull();
  const [brier] = known!.best.metrics;
  expect(brier!.model.value).toBe(0);
  expect(known!.model.metrics[0]!.model.value).toBeGreaterThan(0.05);
  expect(known!.best.metrics.at(-1)!.model.value).toBeCloseTo(0, 9);
});
