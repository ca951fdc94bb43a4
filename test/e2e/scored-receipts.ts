import { writeSupplierLotScores } from '@lotscope/sql';
import type { ScoreDriver, ScoreRunStamp, SupplierLotScore } from '@lotscope/sql';
import { derived, load } from '../support/loading.ts';
import type { TestProduct } from '../support/product.ts';

const day = 86_400_000;
const today = Math.floor(Date.now() / day) * day;
const dayOf = (daysAgo: number): string => new Date(today - daysAgo * day).toISOString().slice(0, 10);

/** A received lot: when, what became of it (`open` ones came so lately that nobody can say), and what the model says of it. */
interface Receipt {
  readonly lotId: string;
  readonly supplierId: string;
  readonly itemId: string;
  readonly siteId: string;
  readonly daysAgo: number;
  readonly quantity: number;
  readonly water?: number;
  readonly score?: readonly [probability: number, low: number, high: number];
}

const judged = (supplierId: string, itemId: string, count: number, failed: number): Receipt[] =>
  Array.from({ length: count }, (_, index) => ({
    lotId: `${supplierId}/OLD-${index}`,
    supplierId,
    itemId,
    siteId: 'P1',
    daysAgo: 300 - 12 * index,
    quantity: 100,
    water: index < failed ? 6.2 : 4.8 + (index % 5) / 10,
  }));

/**
 * Three suppliers. Of ten judged lots of Lacto Works four failed for their water, of eight of Minerva none. Open: A1 most probable, A3 dearest
 * (10 t of talc), A2 as usual, A4 that came in after the scoring, and B1 at the other plant. A kilogram costs 2 euro.
 */
export const receipts: readonly Receipt[] = [
  ...judged('S1', 'RM-1', 10, 4),
  ...judged('S2', 'RM-2', 8, 0),
  {
    lotId: 'S1/A1',
    supplierId: 'S1',
    itemId: 'RM-1',
    siteId: 'P1',
    daysAgo: 4,
    quantity: 100,
    water: 5.4,
    score: [0.62, 0.45, 0.78],
  },
  {
    lotId: 'S1/A2',
    supplierId: 'S1',
    itemId: 'RM-1',
    siteId: 'P1',
    daysAgo: 3,
    quantity: 100,
    water: 5,
    score: [0.08, 0.03, 0.15],
  },
  {
    lotId: 'S2/A3',
    supplierId: 'S2',
    itemId: 'RM-2',
    siteId: 'P1',
    daysAgo: 3,
    quantity: 10_000,
    score: [0.21, 0.1, 0.36],
  },
  { lotId: 'S1/A4', supplierId: 'S1', itemId: 'RM-1', siteId: 'P1', daysAgo: 1, quantity: 100 },
  {
    lotId: 'S3/B1',
    supplierId: 'S3',
    itemId: 'RM-1',
    siteId: 'P2',
    daysAgo: 2,
    quantity: 100,
    score: [0.35, 0.2, 0.5],
  },
];

const csv = (header: string, rows: readonly (readonly (string | number | undefined)[])[]): string =>
  [header, ...rows.map((row) => row.join(','))].join('\n') + '\n';

/** Loads the receipts through the ordinary import, until suppliers and exposures are derived from them. */
export async function loadReceipts(product: TestProduct): Promise<void> {
  const loaded = await Promise.all([
    load(product, 'sites', 'siteId,name,kind\nP1,Plant Berlin,plant\nP2,Plant Graz,plant\n'),
    load(
      product,
      'suppliers',
      'supplierId,name,country\nS1,Lacto Works,NL\nS2,Minerva Minerals,DE\nS3,Alpine Sugar,AT\n',
    ),
    load(
      product,
      'items',
      'itemId,name,kind,unit,standardCost,currency\nRM-1,Lactose,raw,kg,2,EUR\nRM-2,Talc,raw,kg,2,EUR\n',
    ),
    load(
      product,
      'lots',
      csv(
        'lotId,itemId,origin,siteId,supplierId,supplierLot,receivedAt,quantity,unit',
        receipts.map(({ lotId, itemId, siteId, supplierId, daysAgo, quantity }) => [
          lotId,
          itemId,
          'received',
          siteId,
          supplierId,
          `SL-${lotId.split('/')[1]}`,
          dayOf(daysAgo),
          quantity,
          'kg',
        ]),
      ),
    ),
    load(
      product,
      'movements',
      csv(
        'movementId,lotId,reason,quantity,unit,toSiteId,at',
        receipts.map(({ lotId, siteId, daysAgo, quantity }, index) => [
          `M${index}`,
          lotId,
          'receipt',
          quantity,
          'kg',
          siteId,
          `${dayOf(daysAgo)}T08:00:00Z`,
        ]),
      ),
    ),
    load(
      product,
      'qc_results',
      csv(
        'resultId,lotId,characteristic,value,unit,lower,upper,stage,source,at',
        receipts.flatMap(({ lotId, daysAgo, water }, index) =>
          water === undefined
            ? []
            : [
                [
                  `Q${index}`,
                  lotId,
                  'Water content',
                  water,
                  '%',
                  4.5,
                  5.5,
                  'incoming',
                  'lab',
                  `${dayOf(daysAgo)}T12:00:00Z`,
                ],
                [
                  `C${index}`,
                  lotId,
                  'Water content',
                  5,
                  '%',
                  4.5,
                  5.5,
                  'incoming',
                  'certificate',
                  `${dayOf(daysAgo)}T06:00:00Z`,
                ],
              ],
        ),
      ),
    ),
  ]);
  for (const { name, state, rows, error } of loaded)
    if (state !== 'done' || rows.rejected > 0)
      throw new Error(`${name}: ${state}, ${rows.rejected} rejected, ${error}`);
  await derived(product);
}

const drivers = (weight: number): ScoreDriver[] => [
  {
    feature: 'near a limit',
    meaning: 'smallest distance to a limit, as a share of half the tolerance',
    characteristic: 'Water content',
    value: 0.2,
    contribution: weight,
  },
  {
    feature: 'lots seen before',
    meaning: 'logarithm of the number of known lots of this supplier and material',
    characteristic: null,
    value: Math.log1p(10),
    contribution: -0.3,
  },
];

const run = (name: string, skill: ScoreRunStamp['skill'], verdict: string): ScoreRunStamp => ({
  runId: name,
  modelId: '00000000-0000-4000-8000-000000000003',
  modelVersion: 3,
  scoredAt: new Date(),
  dataAsOf: new Date(),
  skill,
  verdict,
});

/** Writes what a model says of the receipts: probabilities with skill, and the verdict instead of them without. */
export async function writeScores(product: TestProduct, skill: ScoreRunStamp['skill'], verdict: string): Promise<void> {
  const engine = await product.openStore();
  const scored = receipts.flatMap(({ lotId, supplierId, itemId, siteId, daysAgo, score }): SupplierLotScore[] => {
    if (score === undefined) return [];
    const [probability, low, high] = skill === 'skill' ? score : [null, null, null];
    return [
      {
        lotId,
        supplierLot: `SL-${lotId.split('/')[1]}`,
        supplierId,
        itemId,
        siteId,
        predictedAt: new Date(today - daysAgo * day),
        verdict: null,
        probability,
        low,
        high,
        supplierRate: supplierId === 'S1' ? 0.34 : 0.05,
        drivers: probability === null ? [] : drivers(4 * probability),
        outcome: 'unknown',
        outcomeKnownAt: null,
      },
    ];
  });
  try {
    await writeSupplierLotScores(engine, scored, run(`run ${skill}`, skill, verdict));
  } finally {
    await engine.close();
  }
}
