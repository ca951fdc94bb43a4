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

/** Both families of models on the sample plant, against what the plant says about itself. */
export async function plantYardstick(bench: Workbench, keep: string | undefined): Promise<string[]> {
  const store = await plantStore(bench, defaultLinks, keep);
  const engine = await openPlant(bench, store);
  const window = lastSixMonths();
  return [
    '### Supplier lots that deviate',
    '',
    ...(await deviationOnPlant(engine, store.exportFolder, window)),
    '',
    '### Stock that expires',
    '',
    ...(await expiryOnPlant(engine, store.exportFolder, window)),
  ];
}
