/**
 * Generations count lots: lot → operation → lot is one, lot → lot is one. A lot of generation d has level 2d, the operation that
 * leads to generation d has level 2d − 1.
 */
export function nextLevel(level: number, toOperation: boolean): number {
  const lots = (level + 1) & ~1;
  if (toOperation) return lots + 1;
  return (level & 1) === 1 ? lots : lots + 2;
}

/** Generation of a lot, or of the lots that an operation leads to. */
export function generation(level: number): number {
  return (level + 1) >>> 1;
}
