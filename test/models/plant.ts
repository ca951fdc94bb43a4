import { openPlant } from '../bench/opened-plant.ts';
import { plantStore } from '../bench/plant-store.ts';
import type { Workbench } from '../bench/workbench.ts';
import { defaultEnd } from '../plant/index.ts';
import { defaultLinks } from '../plant/scale.ts';
import { deviationOnPlant } from './plant-deviation.ts';
import { expiryOnPlant } from './plant-expiry.ts';

/** The day after the last one. */
export function endOfPlant(): Date {
  const end = new Date(`${defaultEnd}T00:00:00Z`);
  end.setUTCDate(end.getUTCDate() + 1);
  return end;
}

/** The last six months of the plant, which nothing is learnt from. */
function lastSixMonths(): { cut: Date; end: Date } {
  const end = endOfPlant();
  const cut = new Date(end);
  cut.setUTCMonth(cut.getUTCMonth() - 6);
  return { cut, end };
}

/** A family of models on the last six months of the sample plant, against what the plant says about itself. */
const onPlant =
  (judge: typeof deviationOnPlant) =>
  async (bench: Workbench, keep: string | undefined): Promise<string[]> => {
    const store = await plantStore(bench, defaultLinks, keep);
    return judge(await openPlant(bench, store), store.exportFolder, lastSixMonths());
  };

export const plantLotsYardstick = onPlant(deviationOnPlant);
export const plantStockYardstick = onPlant(expiryOnPlant);
