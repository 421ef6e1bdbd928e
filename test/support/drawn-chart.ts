/** What can be seen of a chart that is drawn as SVG, in pixels from the top left. */
export interface DrawnChart {
  readonly width: number;
  readonly height: number;
  readonly bars: readonly DrawnBar[];
  readonly texts: readonly DrawnText[];
}

export interface DrawnBar {
  readonly tone: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface DrawnText {
  readonly text: string;
  readonly anchor: string;
  readonly x: number;
  readonly y: number;
}

/** Reads it back. A legend's keys are bars too, ten pixels wide and high. */
export function readDrawn(svg: string): DrawnChart {
  const elements = [...svg.matchAll(/<(path|text) ([^>]*)>([^<]*)/g)].map(([, name, attributes = '', text = '']) => {
    const of = (key: string) => new RegExp(`(?:^| )${key}="([^"]*)"`).exec(attributes)?.[1];
    const [dx = 0, dy = 0] = (/translate\(([^)]*)\)/.exec(of('transform') ?? '')?.[1] ?? '').split(' ').map(Number);
    return { name, of, dx, dy, text };
  });
  const bars = elements.flatMap(({ name, of, dx, dy }): DrawnBar[] => {
    const [, tone] = /^var\(--tone-(\w+)\)$/.exec(of('fill') ?? '') ?? [];
    if (name !== 'path' || tone === undefined) return [];
    const [x = 0, y = 0, right = 0, , , down = 0] = (of('d') ?? '').match(/-?[\d.]+/g)?.map(Number) ?? [];
    return [{ tone, x: x + dx, y: Math.min(y, y + down) + dy, width: right, height: Math.abs(down) }];
  });
  const texts = elements.flatMap(({ name, of, dx, dy, text }): DrawnText[] => {
    if (name !== 'text') return [];
    const [x, y] = [Number(of('x') ?? 0) + dx, Number(of('y') ?? 0) + dy];
    return [{ text: decoded(text), anchor: of('text-anchor') ?? 'start', x, y }];
  });
  const [, width = '0', height = '0'] = /<svg width="([\d.]+)" height="([\d.]+)"/.exec(svg) ?? [];
  return { width: Number(width), height: Number(height), bars, texts };
}

function decoded(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
}
