import { frame } from '#lib/charts/axes.ts';
import { countOf } from '#lib/format/figures.ts';
import type { ChartOption, ChartWindow } from '#lib/charts/echarts.ts';
import type { Palette } from '#lib/charts/palette.ts';
import { isOnPath } from './connected-path.ts';
import { drawLink } from './draw-link.ts';
import { drawNode } from './draw-node.ts';
import type { Extent } from './graph-window.ts';
import type { PlacedGraph } from './lay-out.ts';

/** What the renderer of a custom series offers: places and sizes in pixels. */
export interface Pen {
  coord(point: readonly [number, number]): [number, number];
  size(units: readonly [number, number]): [number, number];
}

export interface GraphLook {
  readonly palette: Palette;
  /** Keys on the path of the node under the pointer or selected; everything else steps back. */
  readonly path: ReadonlySet<string> | undefined;
  readonly selected: string | undefined;
  readonly locale?: string | undefined;
}

/** Links are labelled while there are few, or when they are on the highlighted path. */
const labelledLinks = 90;

/** The genealogy as a drawing that pans and zooms: curves first, nodes above them. */
export function graphOption(
  graph: PlacedGraph,
  extent: Extent,
  window: ChartWindow | undefined,
  look: GraphLook,
): ChartOption {
  const { palette, path } = look;
  const byKey = new Map(graph.groups.map((group) => [group.key, group]));
  const links = graph.links.flatMap((link) => {
    const [from, to] = [byKey.get(link.from), byKey.get(link.to)];
    return from && to ? [{ link, from, to }] : [];
  });
  const axis = (range: readonly [number, number], inverse: boolean) => ({
    type: 'value',
    min: range[0],
    max: range[1],
    inverse,
    show: false,
  });
  const pan = (index: 0 | 1, range: readonly [number, number] | undefined) => ({
    type: 'inside',
    [index === 0 ? 'xAxisIndex' : 'yAxisIndex']: 0,
    filterMode: 'none',
    zoomOnMouseWheel: 'ctrl',
    moveOnMouseWheel: false,
    minSpan: 1,
    ...(range ? { start: range[0], end: range[1] } : {}),
  });
  return {
    ...frame(
      palette,
      `Genealogy: ${countOf(graph.groups.length, 'node')} and ${countOf(links.length, 'link')}, left to right from source to product`,
    ),
    animation: false,
    grid: { left: 0, right: 0, top: 0, bottom: 0 },
    xAxis: axis(extent.x, false),
    yAxis: axis(extent.y, true),
    dataZoom: [pan(0, window?.x), pan(1, window?.y)],
    series: [
      {
        type: 'custom',
        silent: true,
        data: links.map(({ from }) => [from.x, from.y]),
        renderItem: ({ dataIndex }: { dataIndex: number }, pen: Pen) => {
          const { link, from, to } = links[dataIndex]!;
          const highlighted = path !== undefined && isOnPath(link, path);
          return drawLink(pen, link, from, to, look, {
            faded: path !== undefined && !highlighted,
            highlighted,
            labelled: highlighted || links.length <= labelledLinks,
          });
        },
      },
      {
        type: 'custom',
        data: graph.groups.map((group) => ({ name: group.key, value: [group.x, group.y] })),
        renderItem: ({ dataIndex }: { dataIndex: number }, pen: Pen) => drawNode(pen, graph.groups[dataIndex]!, look),
      },
    ],
  };
}
