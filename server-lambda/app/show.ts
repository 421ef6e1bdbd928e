import type { ChartSpec } from '#core/charts/chart-spec.ts';
import type { ChartWords } from '#core/charts/chart-words.ts';
import { mountChart, type MountedChart } from '../charts/mount.ts';
import type { View } from './view.ts';

let mounted: readonly MountedChart[] = [];

/** Puts a view on the page. Texts come from cases, so they become text nodes and attributes, never markup. */
export function show(page: HTMLElement, view: View, words: ChartWords): void {
  page.removeAttribute('aria-busy');
  for (const chart of mounted) chart.dispose();
  mounted = [];
  if (view.kind === 'sentence') {
    page.replaceChildren(element('p', { class: 'sentence', role: 'status' }, [view.text]));
    return;
  }
  const drawings = view.charts.map(({ sentence }) =>
    element('div', { class: 'chart', role: 'img', 'aria-label': sentence }, []),
  );
  page.replaceChildren(
    element('h1', {}, [view.heading]),
    element(
      'dl',
      {},
      view.facts.map(({ name, value }) => element('div', {}, [element('dt', {}, [name]), element('dd', {}, [value])])),
    ),
    ...(view.note === undefined ? [] : [note(view.note)]),
    element(
      'div',
      { class: 'charts' },
      view.charts.map((chart, index) => section(chart, drawings[index] ?? '', words)),
    ),
  );
  mounted = drawings.map((drawing) => mountChart(drawing, words));
  for (const [index, chart] of view.charts.entries()) mounted[index]?.show(chart);
}

function section(chart: ChartSpec, drawing: Node | string, words: ChartWords): Element {
  return element('section', {}, [
    element('h2', {}, [chart.title]),
    drawing,
    ...(chart.note === undefined ? [] : [note(chart.note)]),
    element('details', {}, [
      element('summary', { 'aria-label': `Table: ${chart.title}` }, ['Table']),
      table(chart, words),
    ]),
  ]);
}

function note(text: string): Element {
  return element('p', { class: 'note' }, [text]);
}

function table({ title, table: { heads, rows } }: ChartSpec, { number }: ChartWords): Element {
  const cells = rows.map(({ label, cells: values }) =>
    element('tr', {}, [
      element('th', { scope: 'row' }, [label]),
      ...values.map((value) => element('td', {}, [typeof value === 'number' ? number(value) : (value ?? '')])),
    ]),
  );
  return element('table', {}, [
    element('caption', { class: 'unseen' }, [title]),
    element('thead', {}, [
      element(
        'tr',
        {},
        heads.map((head) => element('th', { scope: 'col' }, [head])),
      ),
    ]),
    element('tbody', {}, cells),
  ]);
}

function element(
  name: string,
  attributes: Readonly<Record<string, string>>,
  children: readonly (Node | string)[],
): HTMLElement {
  const made = document.createElement(name);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}
