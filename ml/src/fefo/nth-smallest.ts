/**
 * The value that `values[0 … count)` would have at `rank` (from 0) if it were sorted. Reorders it. Hoare, "Find", CACM 4 (1961). `from`: a rank up
 * to `rank` that was asked for before, since when the values were left as they are.
 */
export function nthSmallest(values: Float64Array, count: number, rank: number, from = 0): number {
  if (rank < from || rank >= count) throw new RangeError(`No rank ${rank} among ${count} values from ${from}`);
  let low = from;
  let high = count - 1;
  while (low < high) {
    const pivot = values[(low + high) >> 1]!;
    let left = low;
    let right = high;
    while (left <= right) {
      while (values[left]! < pivot) left++;
      while (values[right]! > pivot) right--;
      if (left > right) break;
      const swapped = values[left]!;
      values[left++] = values[right]!;
      values[right--] = swapped;
    }
    if (rank <= right) high = right;
    else if (rank >= left) low = left;
    else break;
  }
  return values[rank]!;
}
