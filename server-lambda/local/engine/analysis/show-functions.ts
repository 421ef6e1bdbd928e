import type { Cell } from '#core/ports/query-engine.ts';
import { FUNCTION_GROUPS } from '#core/sql/functions/catalogue.ts';
import type { FunctionEntry } from '#core/sql/functions/function-entry.ts';

/** The columns of SHOW FUNCTIONS, as Trino has them. */
export const FUNCTION_COLUMNS: readonly string[] = [
  'function',
  'return type',
  'argument types',
  'function type',
  'deterministic',
  'description',
];

const BY_CHANCE: readonly string[] = ['rand', 'random', 'shuffle', 'uuid'];

/** A row for each signature of each function whose name is like the pattern, in the order of the names. */
export function functionRows({
  like,
  escape,
}: {
  readonly like?: string;
  readonly escape?: string;
}): readonly Cell[][] {
  const matches = like === undefined ? () => true : likeMatcher(like, escape);
  return FUNCTION_GROUPS.flatMap(({ functions }) => functions)
    .flatMap((entry) => [entry.name, ...(entry.aliases ?? [])].map((name) => ({ name, entry })))
    .filter(({ name }) => matches(name))
    .sort((left, right) => (left.name < right.name ? -1 : 1))
    .flatMap(({ name, entry }) => entry.signatures.map((signature) => rowOf(name, entry, signature)));
}

function rowOf(name: string, { kind, summary }: FunctionEntry, signature: string): Cell[] {
  const [values = '', rest = ''] = splitOnce(signature, ' -> ');
  const [result = ''] = splitOnce(rest, ' where ');
  return [name, result, values.slice(1, -1), kind, !BY_CHANCE.includes(name), summary];
}

function splitOnce(text: string, separator: string): readonly string[] {
  const at = text.lastIndexOf(separator);
  return at === -1 ? [text] : [text.slice(0, at), text.slice(at + separator.length)];
}

/** SQL's LIKE: % is anything, _ one character. */
function likeMatcher(pattern: string, escape: string | undefined): (name: string) => boolean {
  let source = '';
  let literal = false;
  for (const character of pattern) {
    if (!literal && character === escape) {
      literal = true;
      continue;
    }
    if (!literal && character === '%') source += '.*';
    else if (!literal && character === '_') source += '.';
    else source += character.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
    literal = false;
  }
  const expression = new RegExp(`^${source}$`, 'su');
  return (name) => expression.test(name);
}
