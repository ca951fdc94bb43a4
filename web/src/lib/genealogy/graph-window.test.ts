import { describe, expect, it } from 'vitest';
import { extentOf, firstWindow, windowAt, zoomed } from './graph-window.ts';

const viewport = { width: 1000, height: 500 };

describe('what part of the graph is shown', () => {
  it('never enlarges a small drawing, and keeps it undistorted in the middle', () => {
    const graph = { width: 400, height: 100 };
    const extent = extentOf(graph, viewport);
    expect(extent).toEqual({ x: [-300, 700], y: [-200, 300], scale: 1 });
    expect(firstWindow(extent, { x: 0, y: 0 }, graph, viewport)).toEqual({ x: [0, 100], y: [0, 100] });
  });

  it('starts a large drawing around its root, at a scale that can be read', () => {
    const graph = { width: 3000, height: 4000 };
    const extent = extentOf(graph, viewport);
    expect(extent.scale).toBe(0.125);
    expect((extent.x[1] - extent.x[0]) / (extent.y[1] - extent.y[0])).toBe(2);
    const { x, y } = firstWindow(extent, { x: 1500, y: 0 }, graph, viewport);
    expect(x[1] - x[0]).toBeCloseTo(16.67, 1);
    expect((x[0] + x[1]) / 2).toBeCloseTo(50);
    expect(y[0]).toBe(0);
  });

  it('starts with the whole width, clear of the tools, while that can be read', () => {
    const graph = { width: 1700, height: 4000 };
    const extent = extentOf(graph, viewport);
    const { x } = firstWindow(extent, { x: 100, y: 0 }, graph, viewport);
    const [from, to] = x.map((percent) => extent.x[0] + (percent / 100) * (extent.x[1] - extent.x[0])) as [
      number,
      number,
    ];
    const scale = viewport.width / (to - from);
    expect(scale).toBeGreaterThan(0.5);
    expect(-from * scale).toBeCloseTo(28);
    expect((to - graph.width) * scale).toBeCloseTo(28);
  });

  it('starts with a root at an end near the edge, not with empty ground beside it', () => {
    const graph = { width: 3000, height: 4000 };
    const extent = extentOf(graph, viewport);
    const [start] = firstWindow(extent, { x: 0, y: 2000 }, graph, viewport).x;
    expect(extent.x[0] + (start / 100) * (extent.x[1] - extent.x[0])).toBeCloseTo(-48);
  });

  it('starts in the middle of the side that fits', () => {
    const graph = { width: 4000, height: 200 };
    const { y } = firstWindow(extentOf(graph, viewport), { x: 0, y: 20 }, graph, viewport);
    expect((y[0] + y[1]) / 2).toBeCloseTo(50);
  });

  it('zooms about the middle and stays inside', () => {
    const extent = extentOf({ width: 2000, height: 1000 }, viewport);
    expect(zoomed(windowAt(extent, { x: 1000, y: 500 }, extent.scale), 2)).toEqual({ x: [25, 75], y: [25, 75] });
    expect(zoomed({ x: [0, 50], y: [50, 100] }, 0.25)).toEqual({ x: [0, 100], y: [0, 100] });
  });
});
