import type { Bar, Chart } from './chart.ts';
import { draw, type Mark } from './marks.ts';
import type { View } from './view.ts';

const SVG = 'http://www.w3.org/2000/svg';

/** Puts a view on the page. Texts come from cases, so they become text nodes and attributes, never markup. */
export function show(page: HTMLElement, view: View): void {
  page.removeAttribute('aria-busy');
  if (view.kind === 'sentence') {
    page.replaceChildren(element('p', { class: 'sentence', role: 'status' }, [view.text]));
    return;
  }
  page.replaceChildren(
    element('h1', {}, [view.heading]),
    element(
      'dl',
      {},
      view.facts.map(({ name, value }) => element('div', {}, [element('dt', {}, [name]), element('dd', {}, [value])])),
    ),
    ...(view.note === undefined ? [] : [element('p', { class: 'note' }, [view.note])]),
    ...(view.charts.some(({ form }) => form === 'pairs') ? [legend()] : []),
    element('div', { class: 'charts' }, view.charts.map(chartElement)),
  );
  fit(page, view);
}

/** Draws the charts for the width that there is. */
export function fit(page: HTMLElement, view: View): void {
  if (view.kind !== 'charts') return;
  const pictures = page.querySelectorAll<SVGElement>('svg[role=img]');
  view.charts.forEach((chart, index) => {
    const picture = pictures[index];
    const width = Math.floor(picture?.parentElement?.clientWidth ?? 0);
    if (picture === undefined || width === 0 || picture.getAttribute('width') === String(width)) return;
    const drawing = draw(chart, width);
    picture.setAttribute('width', String(drawing.width));
    picture.setAttribute('height', String(drawing.height));
    picture.replaceChildren(...drawing.marks.map(markElement));
  });
}

function chartElement(chart: Chart): Element {
  return element('section', {}, [
    element('h2', {}, [chart.heading]),
    element('div', {}, [svg('svg', { role: 'img', 'aria-label': chart.sentence })]),
    ...(chart.note === undefined ? [] : [element('p', { class: 'note' }, [chart.note])]),
    element('details', {}, [element('summary', { 'aria-label': `Table: ${chart.heading}` }, ['Table']), table(chart)]),
  ]);
}

function table({ heads, bars, heading }: Chart): Element {
  return element('table', {}, [
    element('caption', { class: 'unseen' }, [heading]),
    element('thead', {}, [
      element(
        'tr',
        {},
        heads.map((head) => element('th', { scope: 'col' }, [head])),
      ),
    ]),
    element(
      'tbody',
      {},
      bars.map((bar) =>
        element('tr', {}, [
          element('th', { scope: 'row' }, [bar.label]),
          ...cells(bar).map((cell) => element('td', {}, [cell])),
        ]),
      ),
    ),
  ]);
}

function cells({ text, before, change }: Bar): readonly string[] {
  if (before === undefined || change === undefined) return [text];
  return [before.text, text, change.text, change.significant === undefined ? 'no' : 'yes'];
}

function legend(): Element {
  const key = (fill: string, meaning: string) =>
    element('span', {}, [svg('svg', { width: '14', height: '10', 'aria-hidden': 'true' }, [swatch(fill)]), meaning]);
  return element('p', { class: 'legend' }, [
    key('before', 'before'),
    key('now', 'now'),
    element('span', {}, ['▲ ▼ more than chance explains']),
  ]);
}

function swatch(fill: string): Element {
  return svg('rect', { class: fill, x: '0.5', y: '0.5', width: '13', height: '9' });
}

function markElement(mark: Mark): Element {
  const { x, y } = mark;
  if (mark.kind === 'bar') {
    const { fill, width, height } = mark;
    return svg('rect', { class: fill, x: String(x), y: String(y), width: String(width), height: String(height) });
  }
  const title = mark.whole === undefined ? [] : [svg('title', {}, [mark.whole])];
  const place = { class: mark.weight, x: String(x), y: String(y), 'text-anchor': mark.anchor };
  return svg('text', place, [...title, mark.text]);
}

type Attributes = Readonly<Record<string, string>>;
type Children = readonly (Node | string)[];

function element(name: string, attributes: Attributes, children: Children): HTMLElement {
  return filled(document.createElement(name), attributes, children);
}

function svg(name: string, attributes: Attributes, children: Children = []): SVGElement {
  return filled(document.createElementNS(SVG, name), attributes, children);
}

function filled<Kind extends Element>(made: Kind, attributes: Attributes, children: Children): Kind {
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}
