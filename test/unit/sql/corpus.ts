import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * The statements of a corpus file, in order. One statement a line; a line that begins with two spaces goes on with
 * the one above (without these two spaces); a line that begins with `#` is a heading.
 */
export function readCorpus(name: string): readonly string[] {
  const path = fileURLToPath(new URL(`./corpus/${name}.sql`, import.meta.url));
  return readFileSync(path, 'utf8')
    .replaceAll('\r\n', '\n')
    .replace(/^#.*\n/gm, '')
    .split(/\n(?! {2})/)
    .filter((statement) => statement !== '')
    .map((statement) => statement.replaceAll('\n  ', '\n'));
}
