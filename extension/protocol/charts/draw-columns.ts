import { scaleBand, scaleLinear } from 'd3-scale';
import type { ChartWords, Column, ColumnChart } from './chart.ts';
import { drawLegend } from './draw-legend.ts';
import { TEXT_SIZE, type Drawing, type Mark, type Target } from './marks.ts';
import { daysOf } from './months.ts';
import { textWidth } from './text-width.ts';

const PLOT = 130;
/** Columns thinner than this can't be told apart, or chosen. */
const THINNEST = 6;

interface Span {
  readonly first: string;
  readonly last: string;
  readonly label: string;
  readonly counts: readonly number[];
}

/** Vertical columns in the order of time, stacked where there is more than one series; years where months are too many. */
export function drawColumns(chart: ColumnChart, width: number, words: ChartWords): Drawing {
  const legend = chart.series.length > 1 ? drawLegend(chart.series, width) : { height: 0, marks: [] };
  const spans = spansOf(chart.columns, Math.max(2, Math.floor((width - 40) / THINNEST)), words);
  const most = Math.max(1, ...spans.map(({ counts }) => sum(counts)));
  const top = legend.height + TEXT_SIZE / 2 + 2;
  const height = scaleLinear([0, most], [0, PLOT]).nice(4);
  const ticks = height.ticks(4).filter((tick) => Number.isInteger(tick));
  const left = Math.max(0, ...ticks.map((tick) => textWidth(words.number(tick)))) + 6;
  const foot = top + PLOT;
  const x = scaleBand<number>()
    .domain(spans.map((_span, index) => index))
    .range([left, width])
    .padding(spans.length > 30 ? 0.15 : 0.3);
  const band = Math.min(x.bandwidth(), 48);
  const marks: Mark[] = [...legend.marks];
  for (const tick of ticks) {
    const y = round(foot - height(tick));
    marks.push(
      { kind: 'line', x1: round(left), y1: y, x2: width, y2: y, role: tick === 0 ? 'axis' : 'grid' },
      {
        kind: 'text',
        x: round(left - 5),
        y: round(y + TEXT_SIZE * 0.35),
        anchor: 'end',
        role: 'axis',
        text: words.number(tick),
      },
    );
  }
  const targets = spans.map(({ first, last, label, counts }, index): Target => {
    const start = (x(index) ?? left) + (x.bandwidth() - band) / 2;
    let y = foot;
    for (const [at, { tone }] of chart.series.entries()) {
      const part = height(counts[at] ?? 0);
      if (part <= 0) continue;
      y -= part;
      marks.push({ kind: 'rect', x: round(start), y: round(y), width: round(band), height: round(part), tone });
    }
    return {
      x: round((x(index) ?? left) - (x.step() - x.bandwidth()) / 2),
      y: round(top),
      width: round(x.step()),
      height: PLOT,
      pick: { kind: 'days', ...daysOf(first, last) },
      label: nameOf(label, counts, chart, words),
    };
  });
  const centers = spans.map((_span, index) => (x(index) ?? left) + x.bandwidth() / 2);
  marks.push(...monthLabels(spans, centers, width, foot + TEXT_SIZE + 5));
  return { width, height: round(foot + TEXT_SIZE + 10), marks, targets };
}

function spansOf(columns: readonly Column[], most: number, words: ChartWords): readonly Span[] {
  if (columns.length <= most) {
    return columns.map(({ month, counts }) => ({ first: month, last: month, label: words.month(month), counts }));
  }
  const years = new Map<string, Span>();
  for (const { month, counts } of columns) {
    const year = month.slice(0, 4);
    const span = years.get(year);
    years.set(year, {
      first: span?.first ?? month,
      last: month,
      label: year,
      counts: counts.map((count, at) => count + (span?.counts[at] ?? 0)),
    });
  }
  return [...years.values()];
}

/** As many as stand side by side without touching, the first always. */
function monthLabels(spans: readonly Span[], centers: readonly number[], width: number, y: number): readonly Mark[] {
  const marks: Mark[] = [];
  let free = -Infinity;
  for (const [index, { label }] of spans.entries()) {
    const half = textWidth(label) / 2;
    const center = Math.min(Math.max(centers[index] ?? 0, half), width - half);
    if (center - half < free) continue;
    marks.push({ kind: 'text', x: round(center), y, anchor: 'middle', role: 'axis', text: label });
    free = center + half + 10;
  }
  return marks;
}

function nameOf(label: string, counts: readonly number[], { series }: ColumnChart, words: ChartWords): string {
  const total = words.say('{0}: {1} cases', label, words.number(sum(counts)));
  if (series.length < 2) return total;
  const parts = series.flatMap((one, at) => {
    const count = counts[at] ?? 0;
    return count === 0 ? [] : [`${one.label} ${words.number(count)}`];
  });
  return parts.length === 0 ? total : `${total} (${parts.join(', ')})`;
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
