/** What JSON.parse said, without the case's text that newer versions of Node quote in it. */
export function jsonFault(error: unknown): string {
  const message = error instanceof Error ? error.message : '';
  if (/end of JSON input|Unterminated string/.test(message)) return 'is not valid JSON: it ends in the middle';
  const position = /at position (\d+)/.exec(message)?.[1];
  return position === undefined ? 'is not valid JSON' : `is not valid JSON (at character ${Number(position) + 1})`;
}
