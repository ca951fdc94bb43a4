import { frame, tooltip } from '#lib/charts/axes.ts';
import type { ChartOption } from '#lib/charts/echarts.ts';
import type { Palette } from '#lib/charts/palette.ts';
import { countOf, formatMoney } from '#lib/format/figures.ts';
import type { CountryRow } from './countries.ts';
import type { SiteRow } from './places-by-site.ts';

/** A site whose coordinates are recorded. */
export interface MapSite extends SiteRow {
  readonly latitude: number;
  readonly longitude: number;
}

export function sitesOnMap(rows: readonly SiteRow[]): MapSite[] {
  return rows.filter((row): row is MapSite => row.latitude !== null && row.longitude !== null);
}

/** Degrees around the outermost sites, and the least that is shown, so that one site is seen in its country. */
const margin = 2;
const leastSpan = 10;

/** The corners of the part of the world that holds the sites: north-west, south-east. */
export function cornersOf(sites: readonly MapSite[]): [[number, number], [number, number]] {
  const range = (values: readonly number[]): [number, number] => {
    const [low, high] = [Math.min(...values) - margin, Math.max(...values) + margin];
    const more = Math.max(0, leastSpan - (high - low)) / 2;
    return [low - more, high + more];
  };
  const [west, east] = range(sites.map((site) => site.longitude));
  const [south, north] = range(sites.map((site) => site.latitude));
  return [
    [west, Math.min(85, north)],
    [east, Math.max(-85, south)],
  ];
}

export interface WorldOfScope {
  /** Name that the map is registered under. */
  readonly map: string;
  readonly sites: readonly MapSite[];
  readonly countries: readonly CountryRow[];
  readonly currency: string | null;
}

/** Sites as circles by exposure, over the countries of the customers to notify. */
export function placesMapOption(scope: WorldOfScope, palette: Palette, locale?: string): ChartOption {
  const { map, sites, countries, currency } = scope;
  const corners = cornersOf(sites);
  const middle = (corners[0][1] + corners[1][1]) / 2;
  return {
    ...frame(
      palette,
      `Map of ${countOf(sites.length, 'site')} with stock of the scope, and the countries of its customers`,
    ),
    tooltip: { ...tooltip(palette, 'item'), renderMode: 'richText' },
    geo: {
      map,
      boundingCoords: corners,
      preserveAspect: 'contain',
      aspectScale: Math.cos((middle * Math.PI) / 180),
      left: 0,
      right: 0,
      top: 0,
      bottom: 0,
      itemStyle: { areaColor: palette.sunken, borderColor: palette.line, borderWidth: 1 },
      emphasis: { itemStyle: { areaColor: palette.sunken }, label: { show: false } },
      select: { disabled: true },
      regions: shaded(countries, palette),
      tooltip: {
        show: true,
        formatter: ({ name }: { name: string }) => {
          const count = countries.find((country) => country.name === name)?.customers;
          return count === undefined ? name : `${name}: ${countOf(count, 'customer', undefined, locale)} to notify`;
        },
      },
    },
    series: [circles(sites, currency, palette, locale)],
  };
}

function shaded(countries: readonly CountryRow[], palette: Palette) {
  const most = Math.max(1, ...countries.map(({ customers }) => customers));
  return countries.flatMap(({ name, customers }) => {
    if (name === null) return [];
    const itemStyle = { areaColor: palette.series[1], opacity: 0.14 + 0.4 * (customers / most) };
    return [{ name, itemStyle, emphasis: { itemStyle } }];
  });
}

function circles(sites: readonly MapSite[], currency: string | null, palette: Palette, locale?: string) {
  const most = Math.max(1, ...sites.map((site) => site.exposure ?? 0));
  const [[west], [end]] = cornersOf(sites);
  const middle = west + (end - west) * 0.35;
  return {
    type: 'scatter',
    coordinateSystem: 'geo',
    symbolSize: ([, , exposure]: number[]) => 10 + 30 * Math.sqrt((exposure ?? 0) / most),
    data: sites.map((site) => ({
      name: site.key,
      value: [site.longitude, site.latitude, site.exposure ?? 0],
      // Names go outwards, away from the circles in the middle.
      label: { position: site.longitude < middle ? 'left' : 'right' },
    })),
    itemStyle: { color: palette.accent, opacity: 0.8, borderColor: palette.surface, borderWidth: 1.5 },
    label: {
      show: true,
      formatter: ({ dataIndex }: { dataIndex: number }) => sites[dataIndex]!.label,
      color: palette.ink,
      fontSize: 11,
      textBorderColor: palette.surface,
      textBorderWidth: 3,
      width: 230,
      overflow: 'truncate',
    },
    labelLayout: { moveOverlap: 'shiftY' },
    tooltip: {
      formatter: ({ dataIndex }: { dataIndex: number }) => {
        const { label, exposure, lots } = sites[dataIndex]!;
        return `${label}\n${formatMoney(exposure, currency, locale)}, ${countOf(lots, 'lot', undefined, locale)} by place`;
      },
    },
  };
}
