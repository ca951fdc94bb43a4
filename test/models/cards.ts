import { expiry, supplierLotDeviation, type Estimate, type ModelCard } from '@lotscope/ml';
import type { Pool } from 'pg';
import { expiryFamily } from '../../jobs/src/training/expiry.ts';
import { supplierLotDeviationFamily } from '../../jobs/src/training/supplier-lot-deviation.ts';
import { firstSeed } from '../../jobs/src/training/first-training.ts';
import { table } from '../bench/figures.ts';
import { openPlant } from '../bench/opened-plant.ts';
import { plantStore } from '../bench/plant-store.ts';
import type { Workbench } from '../bench/workbench.ts';
import { defaultLinks } from '../plant/scale.ts';

/** Nobody has reviewed a lot of the sample plant. */
const noReviews = { query: () => Promise.resolve({ rows: [] }) } as unknown as Pool;

/** What the first trainings of the product on the sample plant write on their cards: read and trained as jobs do, with their seed. */
export async function plantCardsYardstick(bench: Workbench, keep: string | undefined): Promise<string[]> {
  const engine = await openPlant(bench, await plantStore(bench, defaultLinks, keep));
  const options = { seed: firstSeed };
  const { signal } = new AbortController();
  const lots = await supplierLotDeviationFamily(engine, noReviews).history(signal);
  const stock = await expiryFamily(engine).history(signal);
  if (lots === null || stock === null) throw new Error('The plant is empty');
  const cards = [
    (await supplierLotDeviation.train(lots.data as Parameters<typeof supplierLotDeviation.train>[0], options)).card,
    (await expiry.train(stock.data as Parameters<typeof expiry.train>[0], options)).card,
  ];
  return cards.flatMap((card) => [...cardLines(card), '']);
}

/** A card as Markdown: its verdict, what it was trained on, every metric with its 95 % interval, and the paired differences. */
export function cardLines({ family, verdict, trainedOn, seed, backend, metrics }: ModelCard): string[] {
  const { rows, labelled, positives, hash } = trainedOn;
  return [
    `**${family}** (seed ${seed}, ${backend}, data ${hash.slice(0, 12)}): ${rows} rows, ${labelled ?? '–'} with a known outcome, ${positives ?? '–'} of them bad. ${verdict}`,
    '',
    table(
      ['', 'model', 'best other rule', 'model less that'],
      metrics.map(({ label, betterWhen, model, baselines }) => {
        const better = betterWhen === 'up' ? -1 : 1;
        const [best] = baselines
          .filter(({ value }) => value.value !== null)
          .toSorted((a, b) => better * (a.value.value! - b.value.value!));
        if (best === undefined) return [label, withInterval(model), '–', '–'];
        return [label, withInterval(model), `${best.name} ${figure(best.value.value)}`, withInterval(best.difference)];
      }),
    ),
  ];
}

const figure = (value: number | null): string => value?.toFixed(4) ?? '–';
const withInterval = ({ value, low, high }: Estimate): string => `${figure(value)} [${figure(low)}, ${figure(high)}]`;
