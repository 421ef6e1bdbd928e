import { chartWords } from '#core/charts/chart-words.ts';
import { PALETTE_CSS } from '#core/charts/palette.ts';
import { connectToHost } from './host.ts';
import { shape, text, type Shape } from './read.ts';
import { viewOf, waitingText } from './result-view.ts';
import { show } from './show.ts';
import type { View } from './view.ts';

// Shows the figures in the result of a tool, inside an MCP host (MCP Apps, SEP-1865).

const page = document.querySelector('main');
if (page === null) throw new Error('The page has no main element.');

// Of no specificity, so that the style of the page can say otherwise.
const palette = new CSSStyleSheet();
palette.replaceSync(`:where(:root){${PALETTE_CSS}}`);
document.adoptedStyleSheets = [palette];

let context: Shape = {};
let result: unknown;
const words = () => chartWords(english, text(context['locale']));

const render = (next: View) => show(page, next, words());

const host = connectToHost(window, {
  input(input) {
    const status = page.querySelector('[role=status]');
    if (result === undefined && status !== null) status.textContent = waitingText(input, words());
  },
  result(given) {
    result = given;
    render(viewOf(given, words()));
  },
  cancelled() {
    render({ kind: 'sentence', text: 'The call was cancelled, so there are no figures.' });
  },
  context(changed) {
    const locale = context['locale'];
    context = { ...context, ...changed };
    applyTheme(document.documentElement, changed);
    if (result !== undefined && context['locale'] !== locale) render(viewOf(result, words()));
  },
  teardown() {
    sizes.disconnect();
  },
});

const sizes = new ResizeObserver(() => {
  host.sizeChanged({ width: window.innerWidth, height: Math.ceil(page.getBoundingClientRect().height) });
});
sizes.observe(page);

/** The app speaks English; numbers and days are the host's. */
function english(message: string, ...values: readonly (string | number)[]): string {
  return message.replaceAll(/\{(\d+)\}/g, (whole, index) => String(values[Number(index)] ?? whole));
}

/** Dresses the page as the host says: light or dark, and the host's own colours and letters. */
function applyTheme(root: HTMLElement, context: Shape): void {
  const theme = context['theme'];
  if (theme === 'light' || theme === 'dark') root.style.colorScheme = theme;
  for (const [name, value] of Object.entries(shape(shape(context['styles'])?.['variables']) ?? {})) {
    if (name.startsWith('--')) root.style.setProperty(name, text(value) ?? '');
  }
}
