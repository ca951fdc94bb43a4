/** The one door to the chart library. Loaded on demand by `Chart.svelte`, so that no first page carries it. */
import type { Attachment } from 'svelte/attachments';
import { BarChart, CustomChart, LineChart, ScatterChart } from 'echarts/charts';
import { AriaComponent, DataZoomComponent, GeoComponent, GridComponent, TooltipComponent } from 'echarts/components';
import { init, registerMap, use, type ECharts, type EChartsCoreOption } from 'echarts/core';
import { LabelLayout } from 'echarts/features';
import { CanvasRenderer } from 'echarts/renderers';

use([
  LineChart,
  BarChart,
  CustomChart,
  ScatterChart,
  LabelLayout,
  AriaComponent,
  GeoComponent,
  DataZoomComponent,
  GridComponent,
  TooltipComponent,
  CanvasRenderer,
]);

export type ChartOption = EChartsCoreOption;

/** Makes a map known under a name that options refer to. */
export function addMap(name: string, shapes: object): void {
  registerMap(name, shapes as Parameters<typeof registerMap>[1]);
}

/** A pan or zoom of a chart, in percent of each axis. */
export interface ChartWindow {
  readonly x: readonly [number, number];
  readonly y: readonly [number, number];
}

export interface ChartEvents {
  /** A mark was clicked; `name` is the datum's own. */
  readonly onSelect?: ((name: string) => void) | undefined;
  readonly onHover?: ((name: string | null) => void) | undefined;
}

/** A drawn chart. */
export interface DrawnChart {
  /** Shows an option; what the last one had and this one lacks disappears. `keepWindow` stays where the reader panned to. */
  show(option: ChartOption, keepWindow?: boolean): void;
  /** The part that is shown, when the chart can be panned both ways. */
  window(): ChartWindow | undefined;
  zoomTo(window: ChartWindow): void;
  /** A PNG of what is shown, as a data address, at twice the size. */
  png(background: string): string;
}

const reducedMotion = matchMedia('(prefers-reduced-motion: reduce)');

function drawnChart(chart: ECharts): DrawnChart {
  return {
    show: (option, keepWindow) =>
      chart.setOption(
        reducedMotion.matches ? { ...option, animation: false } : option,
        keepWindow ? { replaceMerge: ['series'] } : { notMerge: true, lazyUpdate: true },
      ),
    window: () => {
      const [x, y] = (chart.getOption()?.['dataZoom'] ?? []) as { start: number; end: number }[];
      return x && y && { x: [x.start, x.end], y: [y.start, y.end] };
    },
    zoomTo: ({ x, y }) =>
      [x, y].forEach(([start, end], dataZoomIndex) =>
        chart.dispatchAction({ type: 'dataZoom', dataZoomIndex, start, end }),
      ),
    png: (backgroundColor) => chart.getDataURL({ type: 'png', pixelRatio: 2, backgroundColor }),
  };
}

/** Attaches a chart to an element: follows its size, hands itself to `ready`, and is disposed with the element. */
export function drawing(
  ready: (chart: DrawnChart | undefined) => void,
  events: ChartEvents = {},
): Attachment<HTMLElement> {
  return (element) => {
    const chart = init(element, null, { renderer: 'canvas' });
    const observer = new ResizeObserver(() => {
      const { clientWidth, clientHeight } = element;
      // Without a size there is nothing to scale a map to; the size that it was made with is no other, and would draw everything twice.
      if (clientWidth > 0 && (clientWidth !== chart.getWidth() || clientHeight !== chart.getHeight())) chart.resize();
    });
    observer.observe(element);
    chart.on('click', (event) => events.onSelect?.(event.name));
    chart.on('mouseover', (event) => events.onHover?.(event.name));
    chart.on('mouseout', () => events.onHover?.(null));
    ready(drawnChart(chart));
    return () => {
      ready(undefined);
      observer.disconnect();
      chart.dispose();
    };
  };
}
