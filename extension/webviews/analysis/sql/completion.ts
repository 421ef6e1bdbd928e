/** What can stand at a place in a statement. */
export interface Suggestion {
  readonly text: string;
  readonly kind: 'column' | 'table' | 'keyword';
  readonly meaning: string;
}

export interface Completion {
  /** From here to the caret stands what a suggestion replaces. */
  readonly from: number;
  readonly suggestions: readonly Suggestion[];
}

export interface SqlNames {
  readonly table: string;
  readonly columns: readonly { readonly name: string; readonly meaning: string }[];
}

const KEYWORDS =
  'SELECT FROM WHERE GROUP ORDER BY HAVING LIMIT WITH AS AND OR NOT IN LIKE BETWEEN IS NULL CASE WHEN THEN ELSE END DISTINCT COUNT SUM MIN MAX AVG DESC ASC JOIN LEFT ON UNION ALL OVER PARTITION COALESCE LOWER UPPER SUBSTR DATE_TRUNC REGEXP_LIKE TRY_CAST CURRENT_DATE INTERVAL'.split(
    ' ',
  );
const MOST = 10;

/**
 * What fits at the caret: the real columns first, then the table and SQL's words. Undefined in a text or a comment, and
 * where nothing was begun, unless all is asked for.
 */
export function completionAt(sql: string, caret: number, names: SqlNames, all: boolean): Completion | undefined {
  const before = sql.slice(0, caret);
  if (isInsideText(before)) return undefined;
  const begun = /[A-Za-z_]\w*$/.exec(before)?.[0] ?? '';
  if (begun === '' && !all) return undefined;
  const everything: readonly Suggestion[] = [
    ...names.columns.map(({ name, meaning }): Suggestion => ({ text: name, kind: 'column', meaning })),
    { text: names.table, kind: 'table', meaning: '' },
    ...KEYWORDS.map((text): Suggestion => ({ text, kind: 'keyword', meaning: '' })),
  ];
  const wanted = begun.toLowerCase();
  const starting = everything.filter(({ text }) => text.toLowerCase().startsWith(wanted));
  const holding = everything.filter(
    ({ text, kind }) => kind !== 'keyword' && wanted.length > 1 && text.toLowerCase().indexOf(wanted) > 0,
  );
  const suggestions = [...starting, ...holding].filter(({ text }) => text.toLowerCase() !== wanted);
  const shown = begun === '' ? suggestions.filter(({ kind }) => kind !== 'keyword') : suggestions.slice(0, MOST);
  return shown.length === 0 ? undefined : { from: caret - begun.length, suggestions: shown };
}

/** True within quotes or a comment. */
function isInsideText(before: string): boolean {
  const rest = before.replaceAll(/'[^']*'|"[^"]*"|--[^\n]*\n|\/\*[\s\S]*?\*\//g, ' ');
  return /['"]|--|\/\*/.test(rest);
}
