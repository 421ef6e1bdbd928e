import type { Series } from './chart.ts';
import { TEXT_SIZE, type Mark } from './marks.ts';
import { fitText, textWidth } from './text-width.ts';

const SWATCH = 10;
const LINE = 18;

/** The colours and what they stand for, in as many lines as the width asks for. */
export function drawLegend(
  series: readonly Series[],
  width: number,
): { readonly height: number; readonly marks: readonly Mark[] } {
  const marks: Mark[] = [];
  let [x, y] = [0, 0];
  for (const { label, tone } of series) {
    const text = fitText(label, width - SWATCH - 5);
    const entry = SWATCH + 5 + textWidth(text);
    if (x > 0 && x + entry > width) [x, y] = [0, y + LINE];
    marks.push(
      { kind: 'rect', x: round(x), y: y + 2, width: SWATCH, height: SWATCH, tone },
      {
        kind: 'text',
        x: round(x + SWATCH + 5),
        y: y + 2 + SWATCH / 2 + round(TEXT_SIZE * 0.35),
        anchor: 'start',
        role: 'axis',
        text,
      },
    );
    x += entry + 14;
  }
  return { height: series.length === 0 ? 0 : y + LINE + 4, marks };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
