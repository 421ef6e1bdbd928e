import { FUNCTION_GROUPS } from './functions/catalogue.ts';
import type { FunctionEntry } from './functions/function-entry.ts';
import { readAtCaret } from './caret.ts';
import { namesInScope } from './names-in-scope.ts';
import type { NamedColumn, SqlNames } from './scope.ts';

/** What can stand at a place in a statement. */
export interface Suggestion {
  readonly text: string;
  readonly kind: 'column' | 'table' | 'keyword' | 'function';
  /** What a column holds, what an alias stands for, what a function takes and gives; empty where there is nothing to say. */
  readonly meaning: string;
}

export interface Completion {
  /** From here to the caret stands what a suggestion replaces. */
  readonly from: number;
  readonly suggestions: readonly Suggestion[];
}

const KEYWORDS: readonly Suggestion[] =
  `SELECT FROM WHERE GROUP ORDER BY HAVING LIMIT WITH AS AND OR NOT IN LIKE BETWEEN IS NULL CASE WHEN THEN ELSE END
   DISTINCT DESC ASC JOIN LEFT ON UNION ALL OVER PARTITION CAST TRY_CAST CURRENT_DATE CURRENT_TIMESTAMP INTERVAL CROSS
   RIGHT FULL INNER USING UNNEST LATERAL OFFSET FILTER ROWS RANGE VALUES EXCEPT INTERSECT EXISTS EXTRACT NULLS FIRST
   LAST TRUE FALSE ESCAPE ROLLUP CUBE GROUPING DATE TIMESTAMP EXPLAIN DESCRIBE`
    .split(/\s+/)
    .map((text) => ({ text, kind: 'keyword', meaning: '' }));

/** The functions that one letter suggests, in this order; more letters suggest all. */
const EVERYDAY =
  'COUNT SUM MIN MAX AVG COALESCE LOWER UPPER SUBSTR DATE_TRUNC DATE_DIFF DATE_ADD REGEXP_LIKE ROUND'.split(' ');
const MOST = 10;

let allFunctions: readonly Suggestion[] | undefined;

/**
 * What fits at the caret: the columns in scope first, then tables, SQL's words and functions. Undefined in a text or a
 * comment, and where nothing was begun, unless all is asked for or a dot asks for the columns of a table.
 */
export function completionAt(sql: string, caret: number, names: SqlNames, all: boolean): Completion | undefined {
  const read = readAtCaret(sql, caret);
  if (read === undefined) return undefined;
  const { begun } = read;
  const scope = namesInScope(read, names);
  if (begun === '' && !all && scope.place !== 'field') return undefined;
  const nameSuggestions: readonly Suggestion[] = [...columns(scope.columns), ...scope.tables];
  const others = scope.place === 'field' ? [] : [...KEYWORDS, ...functionsFor(begun)];
  const shown = begun === '' ? nameSuggestions : matching(begun, [...nameSuggestions, ...others]);
  return shown.length === 0 ? undefined : { from: caret - begun.length, suggestions: shown };
}

function columns(scope: readonly NamedColumn[]): readonly Suggestion[] {
  return scope.map(({ name, meaning }) => ({ text: name, kind: 'column', meaning }));
}

/** What begins with these letters, then what has them elsewhere; not what is written out already. */
function matching(begun: string, everything: readonly Suggestion[]): readonly Suggestion[] {
  const wanted = begun.toLowerCase();
  const named = (kind: Suggestion['kind']): boolean => kind === 'column' || kind === 'table';
  const starting = everything.filter(({ text }) => text.toLowerCase().startsWith(wanted));
  const holding = everything.filter(
    ({ text, kind }) => named(kind) && wanted.length > 1 && text.toLowerCase().indexOf(wanted) > 0,
  );
  return [...starting, ...holding].filter(({ text }) => text.toLowerCase() !== wanted).slice(0, MOST);
}

function functionsFor(begun: string): readonly Suggestion[] {
  allFunctions ??= FUNCTION_GROUPS.flatMap(({ functions }) => functions.flatMap(suggestionsOf));
  if (begun.length > 1) return allFunctions;
  const known = allFunctions;
  return EVERYDAY.flatMap((name) => known.find(({ text }) => text === name) ?? []);
}

function suggestionsOf({ name, aliases = [], signatures, summary }: FunctionEntry): readonly Suggestion[] {
  const meaning = `${signatures[0] ?? ''} · ${summary}`;
  return [name, ...aliases].map((text) => ({ text: text.toUpperCase(), kind: 'function', meaning }));
}
