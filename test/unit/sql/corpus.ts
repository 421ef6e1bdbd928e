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

/** What the corpora's statements may read. */
export const ALLOWED = { catalog: 'awsdatacatalog', database: 'case_insights', tables: ['case_summary'] };

/** Every statement that may run. */
export function allowedStatements(): readonly string[] {
  return ['everyday', 'analyses', 'grammar', 'names', 'metadata'].flatMap(readCorpus);
}

/** Every statement that must not, whatever it reads. */
export function refusedStatements(): readonly string[] {
  return ['writes', 'tricks', 'unreadable'].flatMap(readCorpus);
}
