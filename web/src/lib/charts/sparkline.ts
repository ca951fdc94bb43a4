/** Runs of points that belong together, as SVG path data in a box of the given size; unknown values leave a hole. */
export function sparklinePath(values: ReadonlyArray<number | null>, width: number, height: number): string {
  const known = values.filter((value): value is number => value !== null);
  if (known.length === 0) return '';
  const low = Math.min(...known);
  const span = Math.max(...known) - low;
  const step = values.length > 1 ? width / (values.length - 1) : 0;
  const round = (value: number) => Math.round(value * 10) / 10;
  let path = '';
  let drawing = false;
  values.forEach((value, index) => {
    if (value === null) return void (drawing = false);
    const y = span === 0 ? height / 2 : height - ((value - low) / span) * height;
    // A point without neighbours is a dot: a line of no length with a round end.
    path += drawing ? `L${round(index * step)} ${round(y)}` : `M${round(index * step)} ${round(y)}h0`;
    drawing = true;
  });
  return path;
}
