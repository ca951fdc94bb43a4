import { type Bucket, buckets, terminalBuckets } from '../disposition/disposition.ts';

/** Code of a party that received some of a lot and holds nothing of it any more: nothing is there, so it is in no bucket. */
export const PASSED_ON = buckets.length + 1;

/** Code of what is accounted for beyond what was made: shown in the bucket unknown, but nothing that could be brought back. */
export const BEYOND_MADE = buckets.length + 2;

/** Codes of buckets are those of the column `bucket`: 1 for the first. Undefined for what was passed on. */
export const bucketOf = (code: number): Bucket | undefined => (code === BEYOND_MADE ? 'unknown' : buckets[code - 1]);

export const codeOf = (bucket: Bucket): number => buckets.indexOf(bucket) + 1;

/** By bucket code: 1 where money is at stake (D14), 2 where it is but nobody knows where the units are, else 0. */
export const terminal = Uint8Array.from([
  0,
  ...buckets.map((bucket) => (bucket === 'unknown' ? 2 : terminalBuckets.includes(bucket) ? 1 : 0)),
  0,
  0,
]);
