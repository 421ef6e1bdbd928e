import { scaleLinear } from 'd3-scale';
import type { BarChart, ChartWords, PairChart, Tone } from './chart.ts';
import { TEXT_SIZE, type Drawing, type Mark, type Pick, type Target } from './marks.ts';
import { drawLegend } from './draw-legend.ts';
import { fitText, textWidth } from './text-width.ts';

/** As many values as one takes in at a glance; the others become one row. */
const MOST_ROWS = 8;
/** Below this, a label stands above its bar instead of beside it. */
const ROOM_FOR_LABELS = 420;
const GAP = 8;
const THICKNESS = 12;

interface Row {
  readonly pick: Pick;
  readonly label: string;
  readonly name: string;
  readonly bars: readonly { readonly count: number; readonly text: string; readonly tone: Tone }[];
}

/** Horizontal bars, one for each value. */
export function drawBars({ bars }: BarChart, width: number, words: ChartWords): Drawing {
  const { shown, rest } = foldRest(bars);
  const rows = shown.map(({ value, label, count, tone }): Row => {
    const text = words.number(count);
    return {
      pick: { kind: 'value', value },
      label,
      name: words.say('{0}: {1} cases', label, text),
      bars: [{ count, text, tone }],
    };
  });
  if (rest.length > 0) {
    const count = rest.reduce((sum, bar) => sum + bar.count, 0);
    const text = words.number(count);
    const label = words.say('{0} others', words.number(rest.length));
    rows.push({
      pick: { kind: 'rest' },
      label,
      name: words.say('{0}: {1} cases', label, text),
      bars: [{ count, text, tone: 'none' }],
    });
  }
  return drawRows(rows, width, 0, []);
}

/** Two bars for each value: now, and before. */
export function drawPairs({ pairs }: PairChart, width: number, words: ChartWords): Drawing {
  const rows = pairs.slice(0, MOST_ROWS).map(({ value, label, now, before }): Row => {
    const change = now - before;
    const signed = change > 0 ? `+${words.number(change)}` : words.number(change);
    return {
      pick: { kind: 'value', value },
      label,
      name: words.say('{0}: {1} cases, {2} before', label, words.number(now), words.number(before)),
      bars: [
        { count: now, text: change === 0 ? words.number(now) : `${words.number(now)} (${signed})`, tone: 'plain' },
        { count: before, text: words.number(before), tone: 'before' },
      ],
    };
  });
  const legend = drawLegend(
    [
      { label: words.say('This period'), tone: 'plain' },
      { label: words.say('Before'), tone: 'before' },
    ],
    width,
  );
  return drawRows(rows, width, legend.height, legend.marks);
}

function foldRest<T>(values: readonly T[]): { readonly shown: readonly T[]; readonly rest: readonly T[] } {
  // One value beyond the most needs no more room than a rest of one.
  const shown = values.length <= MOST_ROWS + 1 ? values : values.slice(0, MOST_ROWS);
  return { shown, rest: values.slice(shown.length) };
}

function drawRows(rows: readonly Row[], width: number, top: number, legend: readonly Mark[]): Drawing {
  const beside = width >= ROOM_FOR_LABELS;
  const labels = beside ? Math.min(width * 0.4, Math.max(0, ...rows.map(({ label }) => textWidth(label))) + GAP) : 0;
  const texts = Math.max(0, ...rows.flatMap(({ bars }) => bars.map(({ text }) => textWidth(text)))) + GAP;
  const most = Math.max(1, ...rows.flatMap(({ bars }) => bars.map(({ count }) => count)));
  const length = scaleLinear([0, most], [0, Math.max(16, width - labels - texts)]);
  const marks: Mark[] = [...legend];
  const targets: Target[] = [];
  let y = top;
  for (const { pick, label, name, bars } of rows) {
    const head = beside ? 0 : TEXT_SIZE + 4;
    const block = bars.length * (THICKNESS + 3) - 3;
    const height = head + block + GAP;
    const labelY = beside ? y + GAP / 2 + block / 2 + TEXT_SIZE * 0.35 : y + GAP / 2 + TEXT_SIZE;
    const text = fitText(label, beside ? labels - GAP : width);
    marks.push({ kind: 'text', x: 0, y: round(labelY), anchor: 'start', role: 'label', text });
    for (const [index, bar] of bars.entries()) {
      const barY = y + GAP / 2 + head + index * (THICKNESS + 3);
      const end = bar.count === 0 ? 0 : Math.max(2, length(bar.count));
      marks.push(
        { kind: 'rect', x: round(labels), y: round(barY), width: round(end), height: THICKNESS, tone: bar.tone },
        {
          kind: 'text',
          x: round(labels + end + 5),
          y: round(barY + THICKNESS / 2 + TEXT_SIZE * 0.35),
          anchor: 'start',
          role: 'value',
          text: bar.text,
        },
      );
    }
    targets.push({ x: 0, y: round(y), width, height: round(height), pick, label: name });
    y += height;
  }
  return { width, height: round(y), marks, targets };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
