import type { EChartsCoreOption } from 'echarts/core';
import type { ChartSpec, Mark } from '#core/charts/chart-spec.ts';

/** A chart for a width, in pixels. Its colours are custom properties, so that it follows a theme by itself. */
export interface Drawing {
  readonly height: number;
  readonly option: EChartsCoreOption;
  /** For rows: where each begins and how high it is. */
  readonly rows?: { readonly top: number; readonly height: number };
  /** For columns: the space to their right. */
  readonly right: number;
}

const TEXT_SIZE = 12;
const BAR = 12;
/** Between the bars of a row, and between a bar and its label. */
const GAP = 3;
/** Below this width, a label is above its bar rather than next to it. */
const ROOM_FOR_LABELS = 420;
const PLOT = 150;
const LEGEND_LINE = 22;
const LONGEST_KEY = 28;

export interface Look {
  /** In pixels. */
  readonly width: number;
  /** A CSS `font-family`. */
  readonly font: string;
  readonly number: (value: number) => string;
}

/** A chart as options of the library. */
export function drawingOf(spec: ChartSpec, { width, font, number }: Look): Drawing {
  const legend = spec.series.length > 1 ? legendLines(spec, width) * LEGEND_LINE : 0;
  const shared = { animation: false, textStyle: { fontFamily: font, fontSize: TEXT_SIZE }, ...legendOf(spec, legend) };
  const drawn = spec.kind === 'columns' ? columns(spec, legend, number) : rows(spec, width, legend);
  return { ...drawn, option: { ...shared, ...drawn.option } };
}

function rows({ series, marks }: ChartSpec, width: number, top: number): Drawing {
  const isBeside = width >= ROOM_FOR_LABELS;
  const block = series.length * (BAR + GAP) - GAP;
  const row = block + (isBeside ? 8 : 2 * (TEXT_SIZE + GAP));
  const right = Math.min(width / 2, Math.max(0, ...marks.flatMap(({ texts = [] }) => texts.map(textWidth))) + 8);
  const most = Math.max(1, ...marks.flatMap((mark) => barsOf(mark)));
  return {
    height: top + row * marks.length,
    rows: { top, height: row },
    right,
    option: {
      grid: { left: 0, right, top, bottom: 0, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
      xAxis: { type: 'value', show: false, min: 0, max: most },
      yAxis: {
        type: 'category',
        inverse: true,
        data: marks.map((_mark, index) => index),
        axisLine: { show: false },
        axisTick: { show: false },
        z: 3,
        axisLabel: {
          interval: 0,
          formatter: (index: string) => marks[Number(index)]?.label ?? '',
          color: 'var(--chart-text)',
          overflow: 'truncate',
          ellipsis: '…',
          ...(isBeside
            ? { width: width * 0.4 }
            : {
                width,
                inside: true,
                margin: 0,
                verticalAlign: 'bottom',
                padding: [0, 0, block / 2 + GAP + 2, 0],
              }),
        },
      },
      series: series.map(({ tone }, at) => ({
        ...barSeries(at, tone),
        barWidth: BAR,
        barGap: `${(100 * GAP) / BAR}%`,
        data: marks.map((mark) => ({
          value: barsOf(mark)[at],
          ...(mark.tone !== undefined && { itemStyle: { color: `var(--tone-${mark.tone})` } }),
        })),
        label: {
          show: true,
          position: 'right',
          color: 'var(--chart-text)',
          formatter: ({ dataIndex }: { readonly dataIndex: number }) => marks[dataIndex]?.texts?.[at] ?? '',
        },
      })),
    },
  };
}

function columns({ series, marks }: ChartSpec, top: number, number: Look['number']): Drawing {
  const right = 4;
  return {
    height: top + PLOT + 14,
    right,
    option: {
      grid: { left: 0, right, top: top + 8, bottom: 6, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
      xAxis: {
        type: 'category',
        data: marks.map((_mark, index) => index),
        axisTick: { show: false },
        axisLine: { lineStyle: { color: 'var(--chart-line)' } },
        axisLabel: {
          formatter: (index: string) => marks[Number(index)]?.label ?? '',
          color: 'var(--chart-muted)',
          hideOverlap: true,
        },
      },
      yAxis: {
        type: 'value',
        minInterval: 1,
        splitNumber: 4,
        axisLabel: { color: 'var(--chart-muted)', formatter: number },
        splitLine: { lineStyle: { color: 'var(--chart-grid)' } },
      },
      series: series.map(({ tone }, at) => ({
        ...barSeries(at, tone),
        stack: 'all',
        barMaxWidth: 48,
        barCategoryGap: marks.length > 30 ? '15%' : '30%',
        data: marks.map(({ counts }) => counts[at]),
      })),
    },
  };
}

/** Series are named by their place, since labels may be alike. */
function barSeries(at: number, tone: string) {
  return {
    type: 'bar',
    name: String(at),
    itemStyle: { color: `var(--tone-${tone})`, borderColor: 'var(--chart-outline, transparent)' },
    cursor: 'default',
    emphasis: { disabled: true },
  };
}

/** The row for all other values has no bar, because it would dwarf the rest. */
function barsOf({ pick, counts }: Mark): readonly number[] {
  return pick.kind === 'rest' ? counts.map(() => 0) : counts;
}

function legendOf({ series }: ChartSpec, height: number): object {
  if (height === 0) return {};
  return {
    legend: {
      left: 0,
      top: 0,
      padding: 0,
      itemWidth: 10,
      itemHeight: 10,
      itemGap: 14,
      selectedMode: false,
      icon: 'rect',
      textStyle: { color: 'var(--chart-text)' },
      formatter: (at: string) => key(series[Number(at)]?.label ?? ''),
    },
  };
}

function legendLines({ series }: ChartSpec, width: number): number {
  let [lines, x] = [1, 0];
  for (const { label } of series) {
    const entry = textWidth(key(label)) + 29;
    if (x > 0 && x + entry > width) [lines, x] = [lines + 1, 0];
    x += entry;
  }
  return lines;
}

function key(label: string): string {
  const characters = Array.from(label);
  return characters.length <= LONGEST_KEY ? label : `${characters.slice(0, LONGEST_KEY).join('')}…`;
}

/** About how many pixels a text is wide; rather too many than too few. East Asia's characters, and pictures, are wider. */
function textWidth(text: string): number {
  return Array.from(text).reduce((sum, character) => sum + ((character.codePointAt(0) ?? 0) >= 0x1100 ? 13 : 7), 0);
}
