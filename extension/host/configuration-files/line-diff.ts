/**
 * The difference of two texts in the format of `diff -u`: one block, with up to three lines of context. Empty if
 * nothing changes.
 */
export function lineDiff(before: string, after: string): string {
  const [old, now] = [linesOf(before), linesOf(after)];
  let head = 0;
  while (head < Math.min(old.length, now.length) && old[head] === now[head]) head++;
  let tail = 0;
  while (tail < Math.min(old.length, now.length) - head && old.at(-1 - tail) === now.at(-1 - tail)) tail++;
  const [removed, added] = [old.slice(head, old.length - tail), now.slice(head, now.length - tail)];
  if (removed.length === 0 && added.length === 0) return '';
  const start = Math.max(0, head - CONTEXT);
  return [
    ...(start > 0 ? ['  ...'] : []),
    ...now.slice(start, head).map((line) => `  ${line}`),
    ...removed.map((line) => `- ${line}`),
    ...added.map((line) => `+ ${line}`),
    ...now.slice(now.length - tail, now.length - tail + CONTEXT).map((line) => `  ${line}`),
    ...(tail > CONTEXT ? ['  ...'] : []),
  ].join('\n');
}

const CONTEXT = 3;

function linesOf(text: string): readonly string[] {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines;
}
