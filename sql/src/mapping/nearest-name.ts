/** The candidate that was probably meant, or null: same letters and digits, or one edit away in four letters at most. */
export function nearest(name: string, candidates: readonly string[]): string | null {
  const plain = squeeze(name);
  let best: { candidate: string; distance: number } | null = null;
  for (const candidate of candidates) {
    if (candidate === '') continue;
    const distance = editDistance(plain, squeeze(candidate));
    if (best === null || distance < best.distance) best = { candidate, distance };
  }
  return best !== null && best.distance <= Math.max(1, Math.floor(plain.length / 4)) ? best.candidate : null;
}

/** Letters and digits in lower case: `lot_id`, `lotId` and `Lot ID` are one name. */
export const squeeze = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const substitution = previous[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      row.push(Math.min(substitution, previous[j]! + 1, row[j - 1]! + 1));
    }
    previous = row;
  }
  return previous[b.length]!;
}
