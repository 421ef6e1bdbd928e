import { connectToHost } from './host.ts';
import { text, type Shape } from './read.ts';
import { viewOf, waitingText } from './result-view.ts';
import { fit, show } from './show.ts';
import { applyTheme } from './theme.ts';
import type { View } from './view.ts';
import { wordsFor } from './words.ts';

// Shows the figures in the result of a tool, inside an MCP host (MCP Apps, SEP-1865).

const page = document.querySelector('main');
if (page === null) throw new Error('The page has no main element.');

let context: Shape = {};
let result: unknown;
let view: View | undefined;
const words = () => wordsFor(text(context['locale']));

const render = (next: View) => {
  view = next;
  show(page, next);
};

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
  if (view !== undefined) fit(page, view);
  host.sizeChanged({ width: window.innerWidth, height: Math.ceil(page.getBoundingClientRect().height) });
});
sizes.observe(page);
