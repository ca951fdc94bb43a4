import { categoryAxis, frame, labelRoom } from '#lib/charts/axes.ts';
import type { ChartOption } from '#lib/charts/echarts.ts';
import type { Palette } from '#lib/charts/palette.ts';
import type { ChartRows } from '#lib/charts/rows.ts';
import { formatCount } from '#lib/format/figures.ts';
import { formatDay, formatInstant } from '#lib/format/time.ts';
import type { Pen } from './graph-chart.ts';
import type { Timeline, TimelineRow } from './timeline.ts';

const rowHeight = 26;

/** Pixels that a timeline needs to be read. */
export function timelineHeight({ rows }: Timeline): number {
  return rows.length * rowHeight + 60;
}

const labelOf = (row: TimelineRow, locale?: string) =>
  row.count === 1 ? row.label : `${row.label} × ${formatCount(row.count, locale)}`;

/** A name that fits its room, by the mean width of a letter: the library measures letter by letter, which takes a second for many lines. */
function shortened(name: string, room: number): string {
  const letters = Math.floor(room / 6);
  return name.length <= letters ? name : `${name.slice(0, letters - 1).trimEnd()}…`;
}

/** When everything was made: a line per item, a mark per lot or operation, a band where there are too many marks. */
export function timelineOption({ rows }: Timeline, palette: Palette, width: number, locale?: string): ChartOption {
  const drawn = [...rows].reverse();
  const colour = (row: TimelineRow) =>
    row.direction === 'root'
      ? palette.accent
      : row.type === 'operation'
        ? palette.faint
        : (palette.series[row.direction === 'backward' ? 2 : 1] ?? palette.accent);
  return {
    ...frame(palette, `Timeline of the genealogy, ${rows.length} lines`),
    grid: { left: 8, right: 24, top: 28, bottom: 8, containLabel: true },
    tooltip: {
      trigger: 'item',
      confine: true,
      renderMode: 'richText',
      formatter: ({ dataIndex }: { dataIndex: number }) => {
        const row = drawn[dataIndex]!;
        const undated = row.undated > 0 ? `\n${formatCount(row.undated, locale)} without a recorded time` : '';
        return `${labelOf(row, locale)}\n${formatInstant(row.from, locale)} – ${formatInstant(row.until, locale)}${undated}`;
      },
    },
    xAxis: {
      type: 'time',
      position: 'top',
      axisLine: { lineStyle: { color: palette.line } },
      axisLabel: {
        color: palette.faint,
        fontSize: 11,
        hideOverlap: true,
        formatter: (at: number) => formatDay(at, locale),
      },
      splitLine: { show: true, lineStyle: { color: palette.line } },
      min: 'dataMin',
      max: 'dataMax',
    },
    yAxis: {
      ...categoryAxis(
        drawn.map((row) => shortened(labelOf(row, locale), labelRoom(240, width))),
        palette,
      ),
      axisLabel: { color: palette.soft, fontSize: 11, interval: 0 },
    },
    dataZoom: [{ type: 'inside', xAxisIndex: 0, filterMode: 'none', zoomOnMouseWheel: 'ctrl' }],
    series: [
      {
        type: 'custom',
        encode: { x: [1, 2], y: 0 },
        data: drawn.map((row, index) => [index, row.from, row.until]),
        renderItem: ({ dataIndex }: { dataIndex: number }, pen: Pen) =>
          drawRow(drawn[dataIndex]!, dataIndex, colour(drawn[dataIndex]!), pen),
      },
    ],
  };
}

function drawRow(row: TimelineRow, index: number, fill: string, pen: Pen) {
  const bar = (from: number, until: number, height: number, opacity: number) => {
    const [x1, y] = pen.coord([from, index]);
    const [x2] = pen.coord([until, index]);
    return {
      type: 'rect',
      shape: { x: x1, y: y - height / 2, width: Math.max(3, x2 - x1), height, r: 2 },
      style: { fill, opacity },
    };
  };
  const band = bar(row.from, row.until, row.marks.length > 0 ? 3 : 12, row.marks.length > 0 ? 0.35 : 0.8);
  return { type: 'group', children: [band, ...row.marks.map(([from, until]) => bar(from, until, 12, 0.75))] };
}

/** The timeline as a table. */
export function timelineRows({ rows }: Timeline, locale?: string): ChartRows {
  return {
    columns: [
      { label: 'Item', numeric: false },
      { label: 'Side', numeric: false },
      { label: 'Lots or operations', numeric: true },
      { label: 'From', numeric: false },
      { label: 'Until', numeric: false },
      { label: 'Without a time', numeric: true },
    ],
    rows: rows.map((row) => [
      row.label,
      row.direction,
      row.count,
      formatInstant(row.from, locale),
      formatInstant(row.until, locale),
      row.undated,
    ]),
  };
}
