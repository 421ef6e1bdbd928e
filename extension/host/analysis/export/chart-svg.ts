import type { Drawing, Mark } from '../../../protocol/charts/marks.ts';
import { escapeHtml } from './escape-html.ts';

/** A drawing as an SVG element; the classes of its parts are coloured by the style of the page. */
export function chartSvg({ width, height, marks }: Drawing, label: string): string {
  const parts = marks.map(markSvg).join('');
  return `<svg role="img" aria-label="${escapeHtml(label)}" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">${parts}</svg>`;
}

function markSvg(mark: Mark): string {
  switch (mark.kind) {
    case 'rect':
      return `<rect class="tone-${mark.tone}" x="${mark.x}" y="${mark.y}" width="${mark.width}" height="${mark.height}"/>`;
    case 'text':
      return `<text class="${mark.role}" x="${mark.x}" y="${mark.y}" text-anchor="${mark.anchor}">${escapeHtml(mark.text)}</text>`;
    case 'line':
      return `<line class="${mark.role}" x1="${mark.x1}" y1="${mark.y1}" x2="${mark.x2}" y2="${mark.y2}"/>`;
  }
}
