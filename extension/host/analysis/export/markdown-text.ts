import { visibleText } from '#core/visible-text.ts';

/** Text of others as Markdown that shows it as it is, in one line: in a table, a heading, a list. */
export function markdownLine(text: string): string {
  return visibleText(text)
    .replaceAll(/\s+/g, ' ')
    .trim()
    .replaceAll(/[\\`*_{}[\]()<>#+\-.!|~&$:@=^]/g, String.raw`\$&`);
}

/**
 * Markdown of others without anything active in it: no link, image or HTML, whatever their targets; emphasis, lists,
 * headings and tables stay.
 */
export function inertMarkdown(markdown: string): string {
  // Each is the one place that an inline link, a definition that a reference needs, a tag or an autolink cannot do without.
  return visibleText(markdown).replaceAll('](', ']\\(').replaceAll(']:', ']\\:').replaceAll('<', '&lt;');
}
