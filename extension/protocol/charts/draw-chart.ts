import type { Chart, ChartWords } from './chart.ts';
import { drawColumns } from './draw-columns.ts';
import { drawBars, drawPairs } from './draw-rows.ts';
import type { Drawing } from './marks.ts';

/** The marks of a chart in a width of so many pixels; its height follows from what it shows. */
export function drawChart(chart: Chart, width: number, words: ChartWords): Drawing {
  switch (chart.kind) {
    case 'bars':
      return drawBars(chart, width, words);
    case 'pairs':
      return drawPairs(chart, width, words);
    case 'columns':
      return drawColumns(chart, width, words);
  }
}
