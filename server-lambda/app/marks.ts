import type { Bar, Chart } from './chart.ts';

/** What a chart is drawn with, in CSS pixels from the top left. */
export type Mark =
  | {
      readonly kind: 'bar';
      readonly fill: 'now' | 'before' | 'line';
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
    }
  | {
      readonly kind: 'text';
      readonly x: number;
      /** Of the line that letters stand on. */
      readonly y: number;
      readonly anchor: 'start' | 'middle' | 'end';
      readonly text: string;
      readonly weight: 'label' | 'value' | 'strong';
      /** The whole text, where it is cut. */
      readonly whole?: string;
    };

export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly marks: readonly Mark[];
}

/** How wide a letter of 12 px is on average; errs on the wide side. */
const LETTER_WIDTH = 6.7;

const BAR = 12;
const GAP = 6;
/** From this width on, labels stand beside the bars, not above. */
const WIDE = 420;

/** A chart of the given width. */
export function draw(chart: Chart, width: number): Drawing {
  if (chart.form === 'columns') return columns(chart.bars, width);
  if (chart.form === 'pairs') return pairs(chart.bars, width);
  return width >= WIDE ? wideBars(chart.bars, width) : narrowBars(chart.bars, width);
}

function wideBars(bars: readonly Bar[], width: number): Drawing {
  const row = 22;
  const labels = Math.min(width * 0.42, widest(bars.map(({ label }) => label))) + GAP;
  const room = Math.max(1, width - labels - widest(bars.map(({ text }) => text)) - 2 * GAP);
  const scale = scaleOf(bars);
  const marks = bars.flatMap((bar, index): Mark[] => {
    const middle = index * row + row / 2;
    const length = drawn(bar) * scale * room;
    return [
      {
        ...fitted(bar.label, labels - GAP),
        kind: 'text',
        x: labels - GAP,
        y: middle + 4,
        anchor: 'end',
        weight: 'label',
      },
      ...barOf(bar, { x: labels, y: middle - BAR / 2, width: length }),
      { kind: 'text', x: labels + length + GAP, y: middle + 4, anchor: 'start', text: bar.text, weight: 'value' },
    ];
  });
  return { width, height: bars.length * row, marks };
}

function narrowBars(bars: readonly Bar[], width: number): Drawing {
  const row = 36;
  const scale = scaleOf(bars);
  const marks = bars.flatMap((bar, index): Mark[] => {
    const top = index * row;
    return [
      ...titled(bar.label, bar.text, 'value', top, width),
      ...barOf(bar, { x: 0, y: top + 17, width: drawn(bar) * scale * width }),
    ];
  });
  const unused = bars.at(-1)?.rest === true ? BAR + GAP : 0;
  return { width, height: bars.length * row - unused, marks };
}

function pairs(bars: readonly Bar[], width: number): Drawing {
  const row = 46;
  const thin = 9;
  const scale = scaleOf(bars);
  const marks = bars.flatMap((bar, index): Mark[] => {
    const top = index * row;
    const direction = bar.change?.significant;
    const sign = direction === undefined ? '' : direction === 'up' ? '▲ ' : '▼ ';
    const said = `${sign}${bar.before?.text ?? ''} → ${bar.text}`;
    return [
      ...titled(bar.label, said, direction === undefined ? 'value' : 'strong', top, width),
      // Half a pixel in, so that the outline is not cut.
      {
        kind: 'bar',
        fill: 'before',
        x: 0.5,
        y: top + 17.5,
        width: Math.max(0, (bar.before?.value ?? 0) * scale * width - 1),
        height: thin - 1,
      },
      { kind: 'bar', fill: 'now', x: 0, y: top + 17 + thin + 1, width: bar.value * scale * width, height: thin },
    ];
  });
  return { width, height: bars.length * row, marks };
}

/** A label on the left and what is said of it on the right, on one line. */
function titled(label: string, said: string, weight: 'value' | 'strong', top: number, width: number): Mark[] {
  return [
    {
      ...fitted(label, width - widthOf(said) - GAP),
      kind: 'text',
      x: 0,
      y: top + 12,
      anchor: 'start',
      weight: 'label',
    },
    { kind: 'text', x: width, y: top + 12, anchor: 'end', text: said, weight },
  ];
}

function columns(bars: readonly Bar[], width: number): Drawing {
  const plot = { top: 18, height: 110 };
  const base = plot.top + plot.height;
  const step = Math.min(width / bars.length, 72);
  const scale = scaleOf(bars);
  const [valueWidth, labelWidth] = [widest(bars.map(({ text }) => text)), widest(bars.map(({ label }) => label))];
  const top = Math.max(...bars.map(({ value }) => value));
  // Where not every number fits, the largest says what the height means.
  const saysAll = valueWidth <= step;
  const every = Math.ceil((labelWidth + 2 * GAP) / step);
  let said = false;
  const marks = bars.flatMap((bar, index): Mark[] => {
    const height = bar.value * scale * plot.height;
    const centre = (index + 0.5) * step;
    const gap = Math.min(GAP, step * 0.25);
    const says = saysAll || (!said && bar.value === top);
    said ||= says;
    return [
      { kind: 'bar', fill: 'now', x: index * step + gap / 2, y: base - height, width: step - gap, height },
      ...(says ? [within(centre, valueWidth, width, base - height - 5, bar.text, 'value')] : []),
      ...(index % every === 0 ? [within(centre, labelWidth, width, base + 15, bar.label, 'label')] : []),
    ];
  });
  marks.push({ kind: 'bar', fill: 'line', x: 0, y: base, width: step * bars.length, height: 1 });
  return { width, height: base + 20, marks };
}

/** Text in the middle of a column, unless it would leave the drawing. */
function within(
  centre: number,
  textWidth: number,
  width: number,
  y: number,
  text: string,
  weight: 'label' | 'value',
): Mark {
  if (centre < textWidth / 2) return { kind: 'text', x: 0, y, anchor: 'start', text, weight };
  if (centre > width - textWidth / 2) return { kind: 'text', x: width, y, anchor: 'end', text, weight };
  return { kind: 'text', x: centre, y, anchor: 'middle', text, weight };
}

function barOf(bar: Bar, place: { readonly x: number; readonly y: number; readonly width: number }): readonly Mark[] {
  return bar.rest === true ? [] : [{ kind: 'bar', fill: 'now', ...place, height: BAR }];
}

/** The longest bar takes all the room. What stands for all the smaller ones has none, or it would dwarf them. */
function scaleOf(bars: readonly Bar[]): number {
  return 1 / Math.max(1, ...bars.flatMap((bar) => [drawn(bar), bar.before?.value ?? 0]));
}

function drawn(bar: Bar): number {
  return bar.rest === true ? 0 : bar.value;
}

/** The text, cut where it is too long for its place. */
function fitted(text: string, room: number): { readonly text: string; readonly whole?: string } {
  if (widthOf(text) <= room) return { text };
  let used = LETTER_WIDTH;
  const kept: string[] = [];
  for (const letter of text) {
    used += letterWidth(letter);
    if (used > room) break;
    kept.push(letter);
  }
  return { text: `${kept.join('')}…`, whole: text };
}

function widest(texts: readonly string[]): number {
  return Math.max(0, ...texts.map(widthOf));
}

function widthOf(text: string): number {
  return Array.from(text, letterWidth).reduce((width, letter) => width + letter, 0);
}

/** The scripts of East Asia, and pictures, are twice as wide. */
function letterWidth(letter: string): number {
  return (letter.codePointAt(0) ?? 0) >= 0x1100 ? 2 * LETTER_WIDTH : LETTER_WIDTH;
}
