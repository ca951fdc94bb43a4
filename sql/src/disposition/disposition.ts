import { z } from 'zod';

/** Where the units of a lot are. The order is the order in which places are shown. */
export const buckets = [
  'on_hand',
  'receiving',
  'in_process',
  'in_transit',
  'delivered',
  'consumed',
  'scrapped',
  'returned',
  'unknown',
] as const;
export const Bucket = z.enum(buckets);
export type Bucket = z.infer<typeof Bucket>;

/** Buckets that count as exposure (D14): consumed units live on in their children or serials (D1), scrapped ones are gone. */
export const terminalBuckets: readonly Bucket[] = [
  'on_hand',
  'receiving',
  'in_process',
  'in_transit',
  'delivered',
  'returned',
  'unknown',
];

export interface RefreshProgress {
  readonly stage: string;
  readonly done: number;
  readonly total: number;
}

export interface RefreshOptions {
  /** ISO 4217; default: the one in use before, else the commonest currency of the items' standard costs. */
  readonly baseCurrency?: string | undefined;
  /** The moment that stands for now when currencies are converted; default: now. */
  readonly now?: Date | undefined;
  readonly onProgress?: ((progress: RefreshProgress) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface DispositionRefresh {
  readonly kind: 'full' | 'incremental';
  /** Lots whose rows were written again. */
  readonly lots: number;
  /** Version that those rows carry; greater than every earlier one. */
  readonly version: number;
  readonly ms: number;
}
