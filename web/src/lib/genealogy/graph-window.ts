import type { ChartWindow } from '#lib/charts/echarts.ts';
import type { PlacedGraph } from './lay-out.ts';

export interface Viewport {
  readonly width: number;
  readonly height: number;
}

/** The ranges of the two axes that hold the whole drawing, undistorted, and the scale at which it then is. */
export interface Extent {
  readonly x: readonly [number, number];
  readonly y: readonly [number, number];
  /** Pixels per unit with the whole drawing in view; never above 1. */
  readonly scale: number;
}

/** Below this scale the text of a node cannot be read at ease: a drawing too large for it starts with a part of itself. */
const readable = 0.75;
/** Down to this scale a drawing starts with its whole width: from source to product nothing is cut off. */
const legible = 0.5;
/** Pixels at either side that the tools over the drawing may cover. */
const tools = 28;
/** Units around the outermost nodes of a drawing that does not fit. */
const margin = 48;

const widthOf = ({ width }: Viewport): number => Math.max(1, width - 2 * tools);

export function extentOf(graph: Pick<PlacedGraph, 'width' | 'height'>, viewport: Viewport): Extent {
  const unitsPerPixel = Math.max(graph.width / widthOf(viewport), graph.height / viewport.height, 1);
  const range = (size: number, pixels: number): [number, number] => {
    const half = (pixels * unitsPerPixel) / 2;
    return [size / 2 - half, size / 2 + half];
  };
  return { x: range(graph.width, viewport.width), y: range(graph.height, viewport.height), scale: 1 / unitsPerPixel };
}

/** The part of the drawing around a point at a scale, in percent of the axes, kept inside them. */
export function windowAt(extent: Extent, centre: { x: number; y: number }, scale: number): ChartWindow {
  const part = Math.min(100, (extent.scale / scale) * 100);
  const around = ([low, high]: readonly [number, number], at: number): [number, number] => {
    const middle = ((at - low) / (high - low)) * 100;
    const start = Math.min(Math.max(0, middle - part / 2), 100 - part);
    return [start, start + part];
  };
  return { x: around(extent.x, centre.x), y: around(extent.y, centre.y) };
}

/**
 * Where the drawing starts: whole, or with its whole width, if it can be read so, else around the given point; in the middle where a
 * side fits.
 */
export function firstWindow(
  extent: Extent,
  centre: { x: number; y: number },
  graph: Pick<PlacedGraph, 'width' | 'height'>,
  viewport: Viewport,
): ChartWindow {
  const across = widthOf(viewport) / graph.width;
  const scale = Math.max(extent.scale, across >= legible ? Math.min(across, readable) : readable);
  // No empty ground beyond an end of the drawing: a root without sources starts at the left edge.
  const at = (size: number, pixels: number, wanted: number) => {
    const half = pixels / scale / 2;
    return size <= 2 * half ? size / 2 : Math.min(Math.max(wanted, half - margin), size - half + margin);
  };
  const x = at(graph.width, viewport.width, centre.x);
  const y = at(graph.height, viewport.height, centre.y);
  return windowAt(extent, { x, y }, scale);
}

/** The window after zooming by a factor about its middle; never beyond the whole drawing. */
export function zoomed(window: ChartWindow, factor: number): ChartWindow {
  const zoom = ([start, end]: readonly [number, number]): [number, number] => {
    const part = Math.min(100, Math.max(1, (end - start) / factor));
    const from = Math.min(Math.max(0, (start + end) / 2 - part / 2), 100 - part);
    return [from, from + part];
  };
  return { x: zoom(window.x), y: zoom(window.y) };
}

export const wholeWindow: ChartWindow = { x: [0, 100], y: [0, 100] };
