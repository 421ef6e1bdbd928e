/** How text is made to look; plain where the output is no terminal. */
export interface Style {
  readonly width: number;
  bold(text: string): string;
  dim(text: string): string;
  /** Markdown, wrapped, with headings and bold text set apart. */
  markdown(text: string): string;
}

export function createStyle(options: { readonly color: boolean; readonly width: number }): Style {
  const width = Math.min(Math.max(options.width, 60), 110);
  const paint = (code: number, text: string) => (options.color ? `\x1b[${code}m${text}\x1b[0m` : text);
  const bold = (text: string) => paint(1, text);
  return { width, bold, dim: (text) => paint(2, text), markdown: (text) => renderMarkdown(text, width, bold) };
}

const BAR_WIDTH = 28;
const LABEL_WIDTH = 42;

/** Counts as aligned lines with a share and a bar, the longest bar for the largest count. */
export function barTable(
  counts: readonly { readonly value: string | null; readonly count: number }[],
  options: { readonly total: number; readonly most: number; readonly width: number },
): string {
  const shown = counts.slice(0, options.most).map(({ value, count }) => ({ label: value ?? '(none)', count }));
  const rest = counts.slice(options.most);
  if (rest.length > 0) {
    shown.push({ label: `${rest.length} more`, count: rest.reduce((sum, { count }) => sum + count, 0) });
  }
  const labelWidth = Math.min(LABEL_WIDTH, Math.max(...shown.map(({ label }) => label.length)));
  const countWidth = Math.max(...shown.map(({ count }) => count.toLocaleString('en-US').length));
  const largest = Math.max(...shown.map(({ count }) => count), 1);
  return shown
    .map(({ label, count }) => {
      const share = options.total === 0 ? 0 : (100 * count) / options.total;
      const bar = '█'.repeat(Math.round((BAR_WIDTH * count) / largest)) || '▏';
      return `  ${fit(printable(label), labelWidth)}  ${count.toLocaleString('en-US').padStart(countWidth)}  ${share.toFixed(1).padStart(5)} %  ${bar}`;
    })
    .join('\n');
}

function fit(text: string, width: number): string {
  return text.length > width ? `${text.slice(0, width - 1)}…` : text.padEnd(width);
}

/** Breaks lines at spaces; an indented or listed line keeps its indent. */
export function wrap(text: string, width: number): string {
  return printable(text)
    .split('\n')
    .map((line) => wrapLine(line, width))
    .join('\n');
}

function wrapLine(line: string, width: number): string {
  const indent = /^\s*(?:[-*>]\s+|\d+\.\s+)?/.exec(line)?.[0].length ?? 0;
  const lines: string[] = [];
  let rest = line;
  let hanging = '';
  while (hanging.length + rest.length > width) {
    const room = width - hanging.length;
    const space = rest.lastIndexOf(' ', room);
    if (space <= (lines.length === 0 ? indent : 0)) break;
    lines.push(hanging + rest.slice(0, space).trimEnd());
    rest = rest.slice(space + 1);
    hanging = ' '.repeat(indent);
  }
  return [...lines, hanging + rest].join('\n');
}

/** Case texts are other people's: no control character of theirs reaches the terminal. */
function printable(text: string): string {
  return text.replaceAll(/(?!\n)[\p{Cc}\p{Cf}]/gu, ' ');
}

function renderMarkdown(text: string, width: number, bold: (text: string) => string): string {
  return wrap(text, width)
    .split('\n')
    .map((line) => {
      const heading = /^#{1,6}\s+(.*)$/.exec(line)?.[1];
      if (heading !== undefined) return bold(heading);
      return line
        .replaceAll(/\*\*([^*]+)\*\*/g, (_, strong: string) => bold(strong))
        .replaceAll(/\\([\\`*_[\](){}#+.!<>|~-])/g, '$1');
    })
    .join('\n');
}
