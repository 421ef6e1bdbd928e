import { html } from 'lit';
import { visibleText } from '#core/visible-text.ts';

/** Longer words get places to break: the browser's time for a word grows with the square of its length. */
const LONGEST_WORD = /(\S{200})/u;
const PLACE_TO_BREAK = html`<wbr />`;

/** Text of others, to stand between the tags of a template: all of it visible, and quick to lay out whatever it is. */
export function foreignText(text: string): unknown {
  const visible = visibleText(text);
  if (!LONGEST_WORD.test(visible)) return visible;
  return visible.split(LONGEST_WORD).map((part, index) => (index % 2 === 1 ? [part, PLACE_TO_BREAK] : part));
}
