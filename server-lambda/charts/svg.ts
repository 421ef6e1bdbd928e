import type { ChartSpec } from '#core/charts/chart-spec.ts';
import { drawingOf, type Look } from './drawing.ts';
import { init } from './echarts.ts';

/** A picture of a chart without style, script or outside parts. The page around it gives the colours and the typeface. */
export function chartSvg(spec: ChartSpec, look: Omit<Look, 'font'>): string {
  const { height, option } = drawingOf(spec, { ...look, font: 'sans-serif' });
  const chart = init(null, null, { renderer: 'svg', ssr: true, width: look.width, height: Math.max(1, height) });
  chart.setOption(option);
  // Quotes in texts are entities, so no text can look like an attribute.
  const svg = chart
    .renderToSVGString()
    .replace(/<style[^>]*>[^]*?<\/style>/, '')
    .replaceAll(/ (style|class|ecmeta_\w+)="[^"]*"/g, '');
  chart.dispose();
  return svg;
}
